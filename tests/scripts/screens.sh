#!/usr/bin/env bash
# Takes pictures of the screens with demonstration data.
set -euo pipefail
. "$(dirname "$0")/tools.sh"
need_builders
need_browser
tests/scripts/build-ui.sh
cargo build --quiet --locked --package cli
serve target/debug/formwork
(cd crates/studio/ui && npm run --silent screens)
echo "crates/studio/ui/screens"
