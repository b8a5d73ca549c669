#!/usr/bin/env bash
# Writes the journal's database to one compressed file and keeps the newest fourteen.
# usage: POSTGRES_URL=postgresql://user:password@host/db ops/backup.sh FOLDER
set -euo pipefail
folder=${1:?usage: POSTGRES_URL=... ops/backup.sh FOLDER}
: "${POSTGRES_URL:?POSTGRES_URL must name the database to back up}"
command -v pg_dump >/dev/null || { echo "pg_dump is needed (package postgresql-client)" >&2; exit 3; }
umask 077
mkdir -p "$folder"
name="$folder/vortex7-$(date -u +%Y%m%dT%H%M%SZ).dump"
pg_dump --format=custom --compress=6 --file="$name.part" "$POSTGRES_URL"
# A dump whose table of contents cannot be read is no backup.
pg_restore --list "$name.part" >/dev/null
mv "$name.part" "$name"
echo "written: $name ($(du -h "$name" | cut -f1))"
find "$folder" -maxdepth 1 -name 'vortex7-*.dump' -printf '%T@ %p\n' | sort -rn | tail -n +15 | cut -d' ' -f2- | xargs -r rm --
