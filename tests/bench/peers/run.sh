#!/bin/sh
# Runs Formwork in the peers kit, beside whatever other peers of the kit are named: run.sh [PEER…]
# The kit is no part of this project: FORMWORK_PEERS_KIT names its folder (with bench.py and adapters/).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
kit=${FORMWORK_PEERS_KIT:-}
if [ -z "$kit" ] || [ ! -f "$kit/bench.py" ]; then
    echo "the peers kit is not here: set FORMWORK_PEERS_KIT to the folder that has its bench.py" >&2
    exit 1
fi
# The same packages as for the benches, so that nothing is built twice; from the root, where cargo finds the settings of the build.
(cd "$root" && cargo build --quiet --release --package cli --package formwork-tests)
# The kit may not be writable: it runs from a copy below target/, with our adapter among its own.
work=$root/target/peers
rm -rf "$work/kit"
mkdir -p "$work/kit"
cp -R "$kit/." "$work/kit/"
chmod -R u+w "$work/kit"
cp "$here/formwork.py" "$work/kit/adapters/formwork.py"
export FORMWORK_ROOT="$root" PEERS_WORK="${PEERS_WORK:-$work/data}"
mkdir -p "$PEERS_WORK"
cd "$work/kit"
python3 bench.py load formwork-sqlite formwork-pg "$@"
python3 bench.py run formwork-sqlite formwork-pg "$@" ${PEERS_OPTIONS:-} --out "$work/results.json"
python3 bench.py table "$work/results.json"
