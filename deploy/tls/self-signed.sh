#!/bin/sh
# Makes a key and a certificate that it signs itself: for trials, since no browser trusts it.
# usage: self-signed.sh FOLDER NAME [NAME or IP address…]
# Writes FOLDER/NAME.crt and FOLDER/NAME.key, valid for DAYS (default 30) for all the names. Overwrites nothing.
set -eu

if [ $# -lt 2 ]; then
    echo "usage: $0 FOLDER NAME [NAME or IP address...]" >&2
    exit 2
fi
folder=$1
shift
name=$1
for word in "$@"; do
    case $word in
        '' | *[!A-Za-z0-9.:*-]*)
            echo "$0: $word is neither a name nor an address" >&2
            exit 2
            ;;
    esac
done

names=
for word in "$@"; do
    case $word in
        *:*) kind=IP ;;
        *[!0-9.]*) kind=DNS ;;
        *) kind=IP ;;
    esac
    names=${names:+$names,}$kind:$word
done

certificate=$folder/$name.crt
key=$folder/$name.key
for file in "$certificate" "$key"; do
    if [ -e "$file" ]; then
        echo "$0: $file exists; move it away first" >&2
        exit 1
    fi
done

mkdir -p "$folder"
umask 077
# Removed again unless both are whole.
trap 'rm -f "$certificate" "$key"' EXIT
trap 'exit 1' HUP INT TERM
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -sha256 -days "${DAYS:-30}" \
    -subj "/CN=$name" -addext "subjectAltName=$names" -addext "extendedKeyUsage=serverAuth" \
    -keyout "$key" -out "$certificate" 2>/dev/null || {
    echo "$0: openssl could not make $certificate" >&2
    exit 1
}
chmod 644 "$certificate"
trap - EXIT
echo "$certificate and $key, for $names"
