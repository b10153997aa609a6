#!/bin/sh
# Makes a PKCS12 truststore of certificates in PEM form, for servers that read who signs clients' certificates from a keystore only.
# usage: truststore.sh CERTIFICATES.crt STORE.p12
# Everything that is in the file is trusted. What it holds is public: the password, changeit unless PASSWORD_FILE names a file whose
# first line is another, keeps nobody out. An old store is replaced. Needs keytool, which comes with Java.
set -eu

if [ $# -ne 2 ]; then
    echo "usage: $0 CERTIFICATES.crt STORE.p12" >&2
    exit 2
fi
certificates=$1
store=$2
keytool=keytool
if [ -n "${JAVA_HOME:-}" ]; then
    keytool=$JAVA_HOME/bin/keytool
fi

work=$(mktemp -d "$store.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
if [ -n "${PASSWORD_FILE:-}" ]; then
    head -n 1 "$PASSWORD_FILE" >"$work/password"
else
    echo changeit >"$work/password"
fi

# keytool takes the first certificate of a file and passes over the others.
awk -v folder="$work" '
    /-----BEGIN CERTIFICATE-----/ { file = folder "/" ++count ".pem" }
    file { print > file }
    /-----END CERTIFICATE-----/ { close(file); file = "" }
' "$certificates"
if [ ! -e "$work/1.pem" ]; then
    echo "$0: $certificates holds no certificate in PEM form" >&2
    exit 1
fi
for file in "$work"/*.pem; do
    "$keytool" -importcert -noprompt -storetype PKCS12 -keystore "$work/store" -storepass:file "$work/password" \
        -alias "ca-$(basename "$file" .pem)" -file "$file" >"$work/said" 2>&1 || {
        cat "$work/said" >&2
        exit 1
    }
done
chmod 644 "$work/store"
mv -f "$work/store" "$store"
