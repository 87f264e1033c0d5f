#!/usr/bin/env bash
# Benchmarks. Read the ratios inside one run: absolute figures are the machine's.
set -euo pipefail
. "$(dirname "$0")/tools.sh"
need_builders
need_postgres
say "expressions and records"
cargo bench --locked --package expression --package form-engine
say "the HTTP workload"
cargo build --release --locked --package cli --package formwork-tests
target/release/bench "$@"
