#!/usr/bin/env bash
# Writes the journal's database to one compressed file and keeps the newest fourteen.
# usage: POSTGRES_URL=postgresql://user:password@host/db ops/backup.sh FOLDER
#        ops/backup.sh FOLDER DATA     (the embedded database of the daemon that runs on folder DATA;
#                                      its server is PostgreSQL 17, and an older pg_dump refuses it)
set -euo pipefail
usage="usage: POSTGRES_URL=... ops/backup.sh FOLDER   or   ops/backup.sh FOLDER DATA"
folder=${1:?$usage}
command -v pg_dump >/dev/null || { echo "pg_dump is needed (package postgresql-client)" >&2; exit 3; }
umask 077

# What is %40 in an address is @ in a password.
decoded() { local text=${1//\\/\\\\}; printf '%b' "${text//%/\\x}"; }

# The password goes to pg_dump through its environment: a command line is for everybody to read.
if [ $# -ge 2 ]; then
  pid_file=$2/pg/data/postmaster.pid
  [ -r "$pid_file" ] || { echo "no embedded database runs in $2 (is the daemon up?)" >&2; exit 3; }
  port=$(sed -n 4p "$pid_file")
  PGPASSWORD=$(cat "$2/secrets/postgres")
  address="postgresql://vortex7@127.0.0.1:$port/postgres"
else
  address=${POSTGRES_URL:?$usage}
  address=${address#jdbc:}
  PGPASSWORD=
  if [[ $address =~ ^([a-z]+://[^/:@?]*):([^/@?]*)@(.*)$ ]]; then
    PGPASSWORD=$(decoded "${BASH_REMATCH[2]}")
    address=${BASH_REMATCH[1]}@${BASH_REMATCH[3]}
  fi
  if [[ $address =~ ^([^?]*\?(.*\&)?)password=([^\&]*)\&?(.*)$ ]]; then
    PGPASSWORD=$(decoded "${BASH_REMATCH[3]}")
    address=${BASH_REMATCH[1]}${BASH_REMATCH[4]}
    address=${address%[?&]}
  fi
fi
unset POSTGRES_URL
export PGPASSWORD

mkdir -p "$folder"
name="$folder/vortex7-$(date -u +%Y%m%dT%H%M%SZ).dump"
trap 'rm -f -- "$name.part"' EXIT
pg_dump --no-password --format=custom --compress=6 --file="$name.part" "$address"
# A dump whose table of contents cannot be read is no backup.
pg_restore --list "$name.part" >/dev/null
mv "$name.part" "$name"
echo "written: $name ($(du -h "$name" | cut -f1))"
find "$folder" -maxdepth 1 -name 'vortex7-*.dump' -printf '%T@ %p\n' | sort -rn | tail -n +15 | cut -d' ' -f2- | xargs -r -d '\n' rm --
