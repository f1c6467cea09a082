#!/bin/sh
# The browser tests need Chromium: SEENBY_CHROMIUM, else `chromium` on PATH, else (as root on Debian) its package.
# Its shell without windows makes them a quarter faster, and may be missing.
set -eu
installs() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  echo "Installing Debian's $1, which the browser tests drive."
  apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null
}
if [ -n "${SEENBY_CHROMIUM:-}" ]; then
  command -v "$SEENBY_CHROMIUM" >/dev/null && exit 0
elif command -v chromium >/dev/null || installs chromium; then
  command -v chromium-headless-shell >/dev/null || installs chromium-headless-shell ||
    echo "Going on with chromium alone: 'chromium-headless-shell' is not installed."
  exit 0
fi
echo "The browser tests need Chromium: install it so that 'chromium' is on PATH, or set SEENBY_CHROMIUM to the program." >&2
exit 1
