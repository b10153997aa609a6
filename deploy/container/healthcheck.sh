#!/bin/bash
# Succeeds if a port of this machine answers 200 to a path; the image needs no curl for it.
# usage: healthcheck.sh PORT PATH
set -eu
exec 3<>"/dev/tcp/127.0.0.1/$1"
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
read -r -t 2 _ status _ <&3
[ "$status" = 200 ]
