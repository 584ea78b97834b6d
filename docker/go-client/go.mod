module lab.invalid/client

go 1.19
