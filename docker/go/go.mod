module lab.invalid/server

go 1.19
