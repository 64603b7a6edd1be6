#!/usr/bin/env bash
# Installs what the whole suite needs (Debian or Ubuntu), builds, and runs all of it.
# What can't be installed here shows as skipped, with its reason. Arguments go to `dotnet test`.
set -uo pipefail
cd "$(dirname "$0")"

packages=(chromium fonts-dejavu-core mariadb-server redis-server radosgw ceph-mon ceph-osd)
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

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
count() { grep -hE "^  $1: [0-9]+$" "$logs"/* | awk '{ sum += $2 } END { print sum + 0 }'; }
# One test program at a time: several drive real processes, and would starve each other on two cores.
run() { dotnet test "$@" --no-build --max-parallel-test-modules 1 2>&1; }
on_mariadb() {
  command -v mariadbd >/dev/null || { echo "mariadbd is not on this machine: nothing was run on it."; return; }
  export TRAPTAGGER_TEST_DB=mariadb
  for module in Platform Accounts Surveys Annotation Results Admin Classification; do
    run --project "tests/TrapTagger.$module.Tests" "$@" || failed=1
  done
  return "${failed:-0}"
}

dotnet build TrapTagger.sln -v quiet -nologo || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
# What keeps rows is run on MariaDB beside everything on SQLite, which waits for browsers and killed programs.
on_mariadb "$@" >"$logs/mariadb" &
mariadb=$!
run --solution TrapTagger.sln "$@" | tee "$logs/sqlite"
status=${PIPESTATUS[0]}
echo "== on MariaDB"
wait "$mariadb" || status=1
cat "$logs/mariadb"
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$status"
