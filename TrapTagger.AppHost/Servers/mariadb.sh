#!/bin/sh
# needs mariadbd from mariadb-server
# MariaDB for one machine: in SERVER_FOLDER, on loopback, run by whoever runs this.
set -eu
umask 077
data=$SERVER_FOLDER/data
user=$(id -un)
# A server that starts removes all temporary tables from the folder for them: in /tmp also those of others at work.
own=$SERVER_FOLDER/tmp
mkdir -p "$own"

if [ ! -d "$data" ]; then
  rm -rf "$data.new"
  mariadb-install-db --no-defaults --user="$user" --datadir="$data.new" --tmpdir="$own" --skip-test-db \
    >"$SERVER_FOLDER/install.log" 2>&1 \
    || { tail -n 20 "$SERVER_FOLDER/install.log"; exit 1; }
  mv "$data.new" "$data"
fi

# Said at each start, before anybody may connect: it holds for a folder of an older version, too.
{
  for database in $SERVER_DATABASES; do
    echo "CREATE DATABASE IF NOT EXISTS $database CHARACTER SET utf8mb4;"
  done
  echo "CREATE USER IF NOT EXISTS '$SERVER_USER'@'127.0.0.1';"
  echo "ALTER USER '$SERVER_USER'@'127.0.0.1' IDENTIFIED BY '$SERVER_PASSWORD';"
  for database in $SERVER_DATABASES; do
    echo "GRANT ALL ON $database.* TO '$SERVER_USER'@'127.0.0.1';"
  done
} >"$SERVER_FOLDER/init.sql"

# The socket's path is from the data on: the whole one may be longer than a socket's may be.
exec mariadbd --no-defaults --user="$user" --datadir="$data" --tmpdir="$own" --init-file="$SERVER_FOLDER/init.sql" \
  --bind-address=127.0.0.1 --port="$SERVER_PORT" --socket=mysqld.sock --pid-file="$SERVER_FOLDER/pid" \
  --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci --skip-name-resolve --max-connections=500 --log-warnings=1
