#!/bin/sh
# Runs schemathesis against both OpenAPI documents, as the owner and as a sales person, on the demonstration.
# schemathesis.sh [EXAMPLES] [sqlite|postgres URL]: examples per operation (default 15). Fails on any 5xx or violation of a schema.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
examples=${1:-15}
database=${2:-sqlite}
venv=$root/target/schemathesis
if [ ! -x "$venv/bin/schemathesis" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet "schemathesis==4.*"
fi
binary=${FORMWORK_BIN:-$root/target/debug/formwork}
# From the root, where cargo finds the settings of the build.
[ -n "${FORMWORK_BIN:-}" ] || (cd "$root" && cargo build --quiet --package cli --bin formwork)
exec "$venv/bin/python" "$root/tests/scripts/schemathesis_run.py" "$binary" "$venv/bin/schemathesis" "$examples" "$database"
