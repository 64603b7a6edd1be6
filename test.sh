#!/usr/bin/env bash
# Installs what the whole suite needs (Debian or Ubuntu), builds, and runs all of it.
# What can't be installed here shows as skipped, with its reason. Arguments go to `dotnet test`.
set -uo pipefail
cd "$(dirname "$0")"

packages=(chromium-headless-shell fonts-dejavu-core mariadb-server redis-server radosgw ceph-mon ceph-osd)
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
run() { dotnet test --project "tests/TrapTagger.$1.Tests" "${@:2}" --no-build 2>&1; }
each() {
  local module failed=0
  for module in $1; do run "$module" "${@:2}" || failed=1; done
  return "$failed"
}
# What keeps no rows is not tried on a second database.
on_servers() {
  local program
  for program in redis-server radosgw; do
    command -v "$program" >/dev/null || echo "$program is not on this machine: sites on servers do without it here."
  done
  if command -v mariadbd >/dev/null; then
    TRAPTAGGER_TEST_DB=mariadb each "$@" \
      --filter-not-namespace "TrapTagger.Platform.Tests.Storage*" "TrapTagger.Platform.Tests.Imaging*" \
      "TrapTagger.Platform.Tests.Coordination*" "TrapTagger.Classification.Tests.Inference*" \
      --filter-not-class TrapTagger.Admin.Tests.LookingAtTheStoresHealth
  else
    echo "mariadbd is not on this machine: nothing was run on servers."
  fi
}

# Programs under test live for seconds: what the runtime learns of them while they run pays off in none. Without it they
# take a quarter less of a processor (measured on the tests of Annotation). Code that is compiled once and run once needs
# no guarding against being overwritten either, which takes a tenth of a start.
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0

dotnet build TrapTagger.sln -v quiet -nologo || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
status=0
# Rules and pages on files and on servers beside each other, in three parts of a length. Then each alone: browsers, and
# real programs that are killed, would starve beside others on two processors.
basis="Platform Accounts Surveys"
work="Annotation Results Admin Classification"
on_servers "$basis" "$@" >"$logs/basis-on-servers" &
parts=($!)
{ on_servers "$work" "$@" >"$logs/work-on-servers"; on_work=$?
  each "$work" "$@" >"$logs/work-on-files" && [ "$on_work" = 0 ]; } &
parts+=($!)
each "$basis Architecture" "$@" | tee "$logs/basis-on-files"
[ "${PIPESTATUS[0]}" = 0 ] || status=1
for part in "${parts[@]}"; do wait "$part" || status=1; done
cat "$logs/work-on-files"
echo "== on servers: MariaDB, Redis, S3"
cat "$logs/basis-on-servers" "$logs/work-on-servers"
each "AppHost Browser" "$@" | tee "$logs/programs"
[ "${PIPESTATUS[0]}" = 0 ] || status=1
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$status"
