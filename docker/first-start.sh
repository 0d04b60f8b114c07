#!/bin/sh
# Makes what must not be shipped, once: the sealing keys, the secret of idempotency keys, and an access token each for the
# partner "demo" and for an operator. Only hashes of the tokens are kept; the tokens themselves are printed here and nowhere else.
#   first-start.sh KEYS_FOLDER PUBLIC_KEYS_FOLDER TOKENS_FOLDER
# PROCESSOR is the command that runs the processor's program.
set -eu
keys=$1 public_keys=$2 tokens=$3
processor=${PROCESSOR:-java -jar processor.jar}

test -f "$keys/keys.json" || $processor keys generate --file "$keys/keys.json"
$processor keys list --json --file "$keys/keys.json" > "$public_keys/keys.json"

# token FILE PARTNER SCOPES
token() {
    test ! -f "$1" || return 0
    token=$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')
    sha256=$(printf %s "$token" | sha256sum | cut -d ' ' -f 1)
    printf '[{"sha256": "%s", "partner": "%s", "scopes": [%s]}]\n' "$sha256" "$2" "$3" > "$1"
    echo "access token of $2: $token"
}

if ! test -f "$tokens/idempotency-secret"; then
    head -c 32 /dev/urandom | base64 > "$tokens/idempotency-secret.new"
    mv "$tokens/idempotency-secret.new" "$tokens/idempotency-secret"
fi
token "$tokens/partners.json" demo '"wa.settings.write", "wa.settings.read"'
token "$tokens/operators.json" operator '"wa.settings.observe", "wa.settings.operate"'
