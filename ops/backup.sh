#!/usr/bin/env bash
# Backs the journal up to a new file of FOLDER and keeps the newest fourteen; the daemon may run.
# usage: ops/backup.sh FOLDER [DATA]     (DATA: the daemon's data folder; POSTGRES_URL is heeded)
set -euo pipefail
folder=${1:?usage: ops/backup.sh FOLDER [DATA]}
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
mkdir -p "$folder"
name="$folder/vortex7-$(date -u +%Y%m%dT%H%M%SZ).zip"
"$home/vortex7" backup "$name" --data "${2:-$home/data}"
find "$folder" -maxdepth 1 -name 'vortex7-*.zip' -printf '%T@ %p\n' | sort -rn | tail -n +15 | cut -d' ' -f2- | xargs -r -d '\n' rm --
