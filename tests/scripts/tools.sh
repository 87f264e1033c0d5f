# What the scripts share: finding what the machine must have, installing it when that is possible, saying it clearly when not.
# Sourced, never run.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
cd "$root"

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# install WHAT PACKAGE…: by apt when root, otherwise names the one command.
install() {
  local what="$1"; shift
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing $what"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  else
    fail "$what is missing; run: sudo apt-get install -y --no-install-recommends $*"
  fi
}

need_builders() {
  command -v cargo >/dev/null || fail "Rust is missing; see https://rustup.rs"
  command -v node >/dev/null && command -v npm >/dev/null || fail "Node.js is missing; version 20.19 or newer is needed"
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node.js $(node --version) is too old; version 20.19 or newer is needed"
  command -v cc >/dev/null || install "a C compiler" build-essential
}

find_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" && return
  done
  return 1
}

need_browser() {
  find_chromium >/dev/null || install "Chromium" chromium
  CHROMIUM="$(find_chromium)" || fail "no Chromium was found after installing it; set CHROMIUM to its path"
  export CHROMIUM
  [ -n "$(fc-list :lang=zh 2>/dev/null | head -1)" ] || install "a Chinese font" fontconfig fonts-noto-cjk
}

need_postgres() {
  local programs
  command -v initdb >/dev/null && return
  for programs in /usr/lib/postgresql/*/bin/initdb; do
    [ -x "$programs" ] && return
  done
  install "PostgreSQL's server programs" postgresql
}

# serve BINARY: starts the demonstration on a free port with data of its own; sets `url`. Stops when the script ends.
serve() {
  local data
  data="$(mktemp -d)"
  "$1" serve --demo --listen 127.0.0.1:0 --data "$data" >"$data/out" 2>"$data/log" &
  server=$!
  # shellcheck disable=SC2064
  trap "kill $server 2>/dev/null || true; wait $server 2>/dev/null || true; rm -rf '$data'" EXIT
  for _ in $(seq 1 240); do
    url="$(sed -n 's/^formwork listens on //p' "$data/out")"
    [ -n "$url" ] && break
    kill -0 "$server" 2>/dev/null || { cat "$data/log" >&2; fail "the server stopped"; }
    sleep 0.5
  done
  [ -n "$url" ] || { cat "$data/log" >&2; fail "the server did not get ready"; }
  export FORMWORK_URL="$url"
}
