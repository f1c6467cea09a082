#!/bin/sh
# The browser tests need Chromium: SEENBY_CHROMIUM, else `chromium` on PATH, else (as root on Debian) its package.
set -eu
if command -v "${SEENBY_CHROMIUM:-chromium}" >/dev/null; then
  exit 0
fi
if [ -z "${SEENBY_CHROMIUM:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Debian's chromium, which the browser tests drive."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
  command -v chromium >/dev/null && exit 0
fi
echo "The browser tests need Chromium: install it so that 'chromium' is on PATH, or set SEENBY_CHROMIUM to the program." >&2
exit 1
