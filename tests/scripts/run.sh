#!/usr/bin/env bash
# Builds everything and serves the demonstration; more arguments go to `formwork serve`.
set -euo pipefail
. "$(dirname "$0")/tools.sh"
tests/scripts/build-ui.sh
say "building the server"
cargo build --release --locked --package cli
exec target/release/formwork serve --demo "$@"
