#!/usr/bin/env bash
# Starts Ceph's S3 server with everything in memory: object-gateway.sh FOLDER MONITOR_PORT PORT. Says "ready" once it
# answers, and ends all of it, and the folder, as soon as its standard input ends: with whoever started it, however.
set -eu
folder=$1; monitor=$2; port=$3
pids=()
trap 'kill -KILL "${pids[@]}" 2>/dev/null; rm -rf "$folder"' EXIT
mkdir -p "$folder"/{mon,osd,log,run,rgw}
cluster=$(cat /proc/sys/kernel/random/uuid); disk=$(cat /proc/sys/kernel/random/uuid)
cat > "$folder/ceph.conf" <<CONF
[global]
fsid = $cluster
mon host = v2:127.0.0.1:$monitor
mon initial members = a
auth allow insecure global id reclaim = false
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd crush chooseleaf type = 0
mon allow pool size one = true
mon warn on pool no redundancy = false
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv4 = true
run dir = $folder/run
log file = $folder/log/\$name.log
admin socket = $folder/run/\$name.asok
keyring = $folder/keyring
[mon.a]
mon data = $folder/mon
host = localhost
[osd.0]
osd data = $folder/osd
osd objectstore = memstore
memstore device bytes = 2147483648
osd max object name len = 1024
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:$port
rgw data = $folder/rgw
CONF
export CEPH_CONF=$folder/ceph.conf
key() { ceph-authtool "$folder/keyring" --gen-key -n "$@" >&2; }
{
  ceph-authtool --create-keyring "$folder/keyring"
  key mon. --cap mon 'allow *'
  key client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *'
  key client.rgw --cap mon 'allow *' --cap osd 'allow *'
  key osd.0 --cap mon 'allow *' --cap osd 'allow *'
  monmaptool --create --addv a "[v2:127.0.0.1:$monitor]" --fsid "$cluster" "$folder/monmap"
  ceph-mon --mkfs -i a --monmap "$folder/monmap" --keyring "$folder/keyring"
} >&2
ceph-mon -f -i a </dev/null >&2 & pids+=($!)
timeout 120 ceph osd new "$disk" >&2
timeout 120 ceph auth import -i "$folder/keyring" >&2
ceph-osd -i 0 --mkfs --osd-uuid "$disk" >&2
ceph-osd -f -i 0 </dev/null >&2 & pids+=($!)
for user in root upload download; do
  timeout 240 radosgw-admin user create --uid=$user --display-name=$user --access-key=$user-key \
    --secret-key=$user-secret >&2
done
serve() {
  radosgw -f -n client.rgw </dev/null >&2 & pids[2]=$!
  until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    kill -0 "${pids[2]}"
    sleep 0.1
  done
  echo ready
}
serve
# A line of input is the gateway's death and another life; the disk below it goes on.
while read -r _; do
  kill -KILL "${pids[2]}"
  wait "${pids[2]}" 2>/dev/null || true
  serve
done
