#!/usr/bin/env bash
# Starts everything with docker compose, sends the documented request until it is answered 200, and takes all down again.
# The request names a webhook that nobody serves, so the probe is off.
set -euo pipefail
cd "$(dirname "$0")/.."

export WA_SETTINGS_PROCESSOR_PROBE_ENABLED=false
trap 'docker compose logs --no-color > compose.log; docker compose down --volumes' EXIT
docker compose up --build --detach

token=$(docker compose logs --no-log-prefix first-start | sed -n 's/^access token of demo: //p')
for ((i = 0; i < 60; i++)); do
    status=$(curl --silent --output answer.json --write-out '%{http_code}' \
        http://127.0.0.1:8080/api/wa/v2/transactional/settings \
        -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
        -d '{"webhook_url": "https://example.com/hook", "auth_type": "bearer", "api_key": "key"}' || true)
    echo "answer: $status"
    [[ $status == 200 ]] && exit 0
    sleep 5
done
cat answer.json >&2
exit 1
