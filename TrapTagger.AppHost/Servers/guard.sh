#!/bin/sh
# Runs a server, which knows nothing of its starter's habit: the end of the input means stop. The system closes that
# pipe however the starter ends, and tells the server when this shell itself is killed. What a terminal sends to
# everyone does not reach the server: it is stopped in its turn.
trap '' INT QUIT HUP
exec 3<&0
setpriv --pdeathsig TERM setsid "$@" </dev/null 3<&- &
server=$!
(while read -r _; do :; done; kill -TERM "$server") <&3 &
watch=$!
trap 'kill -TERM "$server"' TERM

while kill -0 "$server" 2>/dev/null; do
  wait "$server"
  code=$?
done
kill "$watch" 2>/dev/null
exit "$code"
