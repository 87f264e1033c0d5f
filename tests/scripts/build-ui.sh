#!/usr/bin/env bash
# Installs the UI's packages and builds it, each only when something is newer than the last time.
set -euo pipefail
. "$(dirname "$0")/tools.sh"
need_builders
cd crates/studio/ui
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  say "npm ci"
  npm ci --no-audit --no-fund --loglevel=error
fi
built=dist/.vite/manifest.json
sources=(src public scripts index.html package-lock.json package.json tsconfig.json vite.config.ts)
if [ ! -f "$built" ] || [ -n "$(find "${sources[@]}" -newer "$built" -type f -print -quit)" ]; then
  say "building the UI"
  npm run --silent build
fi
