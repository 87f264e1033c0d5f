#!/usr/bin/env bash
# Every check of this repository, in the order in which a fault is found soonest. Nothing is skipped silently.
set -euo pipefail
. "$(dirname "$0")/tools.sh"
started=$SECONDS
need_builders
need_postgres
need_browser

say "Rust: format"
cargo fmt --all --check

tests/scripts/build-ui.sh
say "UI: lint and types"
(cd crates/studio/ui && npm run --silent check)
say "UI: unit tests"
(cd crates/studio/ui && npm run --silent test)
say "UI: size"
(cd crates/studio/ui && npm run --silent budget)

say "Rust: lint"
cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
say "repository: tidy"
cargo run --quiet --locked --package xtask -- tidy

say "Rust: tests, on SQLite and PostgreSQL"
log="$(mktemp)"
# The whole output is long; a failing run shows it all, a good one its closing lines.
if ! cargo test --workspace --locked --no-fail-fast >"$log" 2>&1; then
  cat "$log"
  rm -f "$log"
  fail "Rust tests failed"
fi
grep -E '^ +Running|^ +Doc-tests|^test result:' "$log"
awk '/^test result:/ { passed += $4; failed += $6; ignored += $8 } END { print "passed " passed ", failed " failed ", ignored " ignored }' "$log"
rm -f "$log"

say "cases of engine-specs, as counted by Rust, SQLite and PostgreSQL (the web UI counts its own above)"
cargo test --quiet --locked --package expression --test corpus -- --nocapture 2>&1 | grep -oE '[0-9]+ (cases|entries).*' || fail "no counts of the expression corpus"
cargo test --quiet --locked --package storage --lib corpus -- --nocapture 2>&1 | grep -oE '[A-Za-z]+: [0-9]+ of [0-9]+ cases hold.*' || fail "no counts of the databases"
cargo test --quiet --locked --package form-engine --test form -- --nocapture 2>&1 | grep -oE '[0-9]+ files, .*' || fail "no counts of the form cases"

say "journeys in a browser"
cargo build --quiet --locked --package cli
serve target/debug/formwork
(cd crates/studio/ui && npm run --silent e2e)

say "all is well after $(((SECONDS - started) / 60)) minutes"
