#!/bin/bash
# needs ceph-mon from ceph-mon
# needs ceph-osd from ceph-osd
# needs radosgw from radosgw
# An S3 server for one machine: Ceph with one monitor, one disk (a file in SERVER_FOLDER, which grows as it is filled)
# and the gateway, on loopback. When one of the three ends, the others are stopped and so does this.
set -eu
umask 077
cd "$SERVER_FOLDER"
conf=(-c "$SERVER_FOLDER/ceph.conf")
children=()

# The gateway, the disk, the monitor: each still needs the next one to stop cleanly.
stop() {
  trap '' TERM
  for ((i = ${#children[@]} - 1; i >= 0; i--)); do
    kill -TERM "${children[i]}" 2>/dev/null && wait "${children[i]}" || true
  done
  exit "$1"
}
trap 'stop 0' TERM

# In the background, because a shell that waits for a program in front hears nothing until it ends.
run() {
  timeout 120 "$@" &
  wait $!
}

start() {
  setpriv --pdeathsig TERM "$@" &
  children+=($!)
}

configure() {
  local free
  free=$(df --output=avail -B1 . | tail -n 1)
  [ -s fsid ] || cat /proc/sys/kernel/random/uuid >fsid
  [ -s osd-uuid ] || cat /proc/sys/kernel/random/uuid >osd-uuid
  [ -s osd-size ] || echo $((free / 10 * 9)) >osd-size
  cat >ceph.conf <<CONF
[global]
fsid = $(cat fsid)
mon host = [v2:127.0.0.1:$SERVER_MON_PORT]
mon initial members = a
auth allow insecure global id reclaim = false
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd crush chooseleaf type = 0
mon allow pool size one = true
public addr = 127.0.0.1
cluster addr = 127.0.0.1
run dir = $SERVER_FOLDER
admin socket =
log file =
log to stderr = false
err to stderr = true
mon cluster log file =
keyring = $SERVER_FOLDER/keyring
[mon.a]
mon data = $SERVER_FOLDER/mon
[osd.0]
osd data = $SERVER_FOLDER/osd
osd objectstore = bluestore
osd max object name len = 1024
bluestore block create = true
bluestore block size = $(cat osd-size)
osd memory target = 1073741824
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:$SERVER_PORT
rgw enable usage log = false
CONF
}

# Each part is made aside and takes its place when whole, so that a start that was interrupted is begun again.
make() {
  rm -rf mon osd users keyring keyring.new
  ceph-authtool --create-keyring keyring.new --gen-key -n mon. --cap mon 'allow *' >&2
  ceph-authtool keyring.new --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' >&2
  ceph-authtool keyring.new --gen-key -n client.rgw --cap mon 'allow *' --cap osd 'allow *' >&2
  ceph-authtool keyring.new --gen-key -n osd.0 --cap mon 'allow *' --cap osd 'allow *' >&2
  mv keyring.new keyring
  mkdir mon osd
  place
  ceph-mon "${conf[@]}" --mkfs -i a --monmap monmap --keyring keyring >&2
}

place() {
  rm -f monmap
  monmaptool --create --addv a "[v2:127.0.0.1:$SERVER_MON_PORT]" --fsid "$(cat fsid)" monmap >&2
}

{
  configure
  if [ -e made ]; then
    # The monitor believes its own map, not the settings, about where it is; the port may be another today.
    place
    ceph-mon "${conf[@]}" -i a --inject-monmap monmap
  else
    make
  fi
  start ceph-mon "${conf[@]}" -f -i a
  if [ ! -e made ]; then
    run ceph "${conf[@]}" osd new "$(cat osd-uuid)"
    run ceph "${conf[@]}" auth import -i keyring
    # It complains that the file, which it is to make, is not there.
    run ceph-osd "${conf[@]}" -i 0 --mkfs --osd-uuid "$(cat osd-uuid)" 2>mkfs.log || { cat mkfs.log >&2; exit 1; }
    touch made
  fi
  start ceph-osd "${conf[@]}" -f -i 0
  for user in $SERVER_USERS; do
    IFS=: read -r name access secret <<<"$user"
    grep -qsx "$name" users && continue
    run radosgw-admin "${conf[@]}" user create --uid="$name" --display-name="$name" \
      --access-key="$access" --secret-key="$secret" || [ $? = 17 ]
    echo "$name" >>users
  done
  start radosgw "${conf[@]}" -f -n client.rgw --keyring "$SERVER_FOLDER/keyring" --rgw-data "$SERVER_FOLDER/rgw"
} >/dev/null

wait -n || code=$?
stop "${code:-1}"
