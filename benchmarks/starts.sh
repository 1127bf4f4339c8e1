#!/usr/bin/env bash
# How soon a server is ready and help is shown, with what the JVM has learned of this build (.vigie/*.aot) and without, in turns:
#   benchmarks/starts.sh DATA [TIMES [PORT]]
set -euo pipefail
vigie="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)/vigie"
data=$1
port=${3:-7480}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
TIMEFORMAT='%R s'
"$vigie" --version
for _ in $(seq "${2:-5}"); do
  for learned in auto off; do
    export VIGIE_JAVA_OPTIONS="-XX:AOTMode=$learned"
    : >"$log"
    "$vigie" serve --data "$data" --listen "127.0.0.1:$port" --admin 127.0.0.1:0 2>"$log" &
    server=$!
    until grep -q '^ready' "$log"; do
      kill -0 "$server" || { cat "$log" >&2; exit 1; }
      sleep 0.02
    done
    echo "learned=$learned serve: $(sed -n 's/.*\(started in.*\)/\1/p' "$log")"
    kill "$server"
    wait "$server" || true
    echo -n "learned=$learned --help: "
    time "$vigie" --help >/dev/null
  done
done
