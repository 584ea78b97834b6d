#!/bin/sh
printf 'Content-Type: text/plain\n\n'
wc -c
