#!/usr/bin/env bash
# Installs what the whole suite needs (Debian or Ubuntu), builds, and runs all of it.
# What can't be installed here shows as skipped, with its reason. Arguments go to `dotnet test`.
set -uo pipefail
cd "$(dirname "$0")"

packages=(chromium fonts-dejavu-core)
missing=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }; then
    root=(); [ "$(id -u)" = 0 ] || root=(sudo)
    echo "Installing ${missing[*]}"
    "${root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
      || echo "Could not install ${missing[*]}: the tests that need it are skipped."
  else
    echo "Not installed: ${missing[*]}. The tests that need it are skipped."
  fi
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet build TrapTagger.sln -v quiet -nologo || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
# One test program at a time: several drive real processes, and would starve each other on two cores.
dotnet test --solution TrapTagger.sln --no-build --max-parallel-test-modules 1 "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

count() { grep -E "^  $1: [0-9]+$" "$log" | tail -n 1 | grep -oE '[0-9]+' || echo 0; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$status"
