#!/usr/bin/env bash
# Unpacks the real MySQL (Debian sid's) with all its libraries into a folder, without installing anything.
# Usage: tools/unpack-mysql.sh [FOLDER]     default: .cache/mysql. Needs apt, network, and about 700 MB for a moment.
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=${1:-${ALUDEL_MYSQL_ROOT:-$repository/.cache/mysql}}
packages=(mysql-server-core mysql-client-core)

if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
  echo "unpack-mysql.sh needs Debian's apt. Elsewhere: install MySQL 8.4 or later, or run 'docker compose up mysql'." >&2
  exit 1
fi
if [ -x "$target/usr/sbin/mysqld" ]; then
  echo "MySQL is in $target already."
  exit 0
fi

keyring=/usr/share/keyrings/debian-archive-keyring.gpg
if [ ! -e "$keyring" ]; then
  echo "unpack-mysql.sh needs $keyring to check signatures: apt-get install debian-archive-keyring." >&2
  exit 1
fi

# The mirror that this machine is set up for, else Debian's own.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -m1 '/debian/\?$' || true)
mirror=${mirror:-http://deb.debian.org/debian/}

work=$(mktemp -d "${TMPDIR:-/tmp}/aludel-apt-XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{lists/partial,cache/archives/partial,apt.conf.d,preferences.d,state}
: > "$work/state/status"
echo "deb [signed-by=$keyring] $mirror sid main" > "$work/sources.list"

# An apt of its own: other sources, another list of what is installed (nothing), nothing of the system's is touched.
options=(
  -qq
  -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null
  -o Dir::Etc::Parts="$work/apt.conf.d" -o Dir::Etc::PreferencesParts="$work/preferences.d"
  -o Dir::State="$work/state" -o Dir::State::Lists="$work/lists" -o Dir::State::status="$work/state/status"
  -o Dir::Cache="$work/cache" -o Acquire::Retries=3 -o Acquire::Languages=none -o APT::Sandbox::User=root
)
apt-get "${options[@]}" update
apt-get "${options[@]}" -y --no-install-recommends --download-only install "${packages[@]}"

# Filled beside the target and renamed at the end, so that an interrupted run leaves nothing that looks complete.
mkdir -p "$(dirname "$target")"
filling=$(mktemp -d "$target.filling-XXXXXX")
trap 'rm -rf "$work" "$filling"' EXIT
for package in "$work"/cache/archives/*.deb; do dpkg-deb -x "$package" "$filling"; done
chmod 755 "$filling"
mv -T "$filling" "$target"
echo "MySQL is in $target."
