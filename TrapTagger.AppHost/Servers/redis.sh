#!/bin/sh
# needs redis-server from redis-server
# Redis for one machine, on loopback. It keeps nothing: what lies in it may be lost at any time. The password comes by
# the input, because everybody may read a command line.
set -eu
exec redis-server - --bind 127.0.0.1 --port "$SERVER_PORT" --save '' --appendonly no --loglevel warning <<CONF
requirepass $SERVER_PASSWORD
CONF
