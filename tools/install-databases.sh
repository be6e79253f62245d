#!/usr/bin/env bash
# Installs what the tests need beyond npm on a new machine: MariaDB, pgbouncer, openssl, and MySQL into .cache/mysql.
# PostgreSQL comes with npm, SQLite with its driver. Installs only what is missing; leaves no service running.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
attempts=5
as_root=()

main() {
  if ! command -v apt-get >/dev/null; then
    echo "install-databases.sh knows Debian and Ubuntu only. Elsewhere: brew install mariadb mysql pgbouncer openssl," >&2
    echo "or 'docker compose up --detach' and the exports that compose.yaml lists." >&2
    exit 1
  fi
  install_packages || exit 1
  install_mysql
}

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages)
  if [ "${#missing[@]}" -eq 0 ]; then
    echo "MariaDB, pgbouncer and openssl are installed."
    return 0
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Installing ${missing[*]} needs root: su -c '$0'." >&2
      return 1
    fi
    as_root=(sudo --preserve-env=DEBIAN_FRONTEND)
  fi
  if ! install_with_retries "${missing[@]}"; then
    echo "apt-get could not install ${missing[*]}; see above for the reason." >&2
    return 1
  fi
}

missing_packages() {
  export PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
  { command -v mariadbd && command -v mariadb-install-db; } >/dev/null || echo mariadb-server
  command -v pgbouncer >/dev/null || echo pgbouncer
  command -v openssl >/dev/null || echo openssl
}

# Another apt may hold the lock, and mirrors have bad minutes.
install_with_retries() {
  export DEBIAN_FRONTEND=noninteractive
  local apt=("${as_root[@]}" apt-get -qq -y -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3)
  local attempt
  keep_services_stopped
  for attempt in $(seq "$attempts"); do
    if "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "$@"; then
      allow_services
      return 0
    fi
    echo "Attempt $attempt of $attempts failed." >&2
    sleep $((attempt * 3))
  done
  allow_services
  return 1
}

# Debian starts a server when its package is installed unless this file says no (exit code 101).
policy=/usr/sbin/policy-rc.d
policy_is_ours=no
keep_services_stopped() {
  [ -e "$policy" ] && return 0
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
  "${as_root[@]}" chmod 755 "$policy"
  policy_is_ours=yes
  trap allow_services EXIT
}

allow_services() {
  [ "$policy_is_ours" = yes ] || return 0
  "${as_root[@]}" rm -f "$policy"
  policy_is_ours=no
}

install_mysql() {
  "$here/unpack-mysql.sh" && return 0
  echo ">>> NO MYSQL: it could not be unpacked (see above). The MySQL tests will be skipped; MariaDB's run." >&2
}

main
