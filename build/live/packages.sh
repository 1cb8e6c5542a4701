# shellcheck shell=sh disable=SC2154
# How the live tests get the Debian packages they need; read by the launcher before those that do.

PATH=$PATH:/usr/sbin:/sbin

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

# may_be_root WHAT: fails with a sentence that says for what.
may_be_root() {
  as_root true 2>/dev/null \
    || fail "$answer; $1 needs root, and there is no sudo that gives it unasked: do it yourself, or run this as root"
}

# install_packages NAME...
install_packages() {
  say "installing Debian's packages: $*..."
  tries=1
  until apt_install "$@" || { apt_get update && apt_install "$@"; }; do
    [ "$tries" -lt 3 ] || {
      tail -n 15 "$run/apt.log" >&2
      fail "the packages $* cannot be installed; the whole log is in $run/apt.log"
    }
    # Somebody else may be at the lists of packages, or the mirror be overloaded.
    tries=$((tries + 1))
    say "trying again ($tries of 3); the log is in $run/apt.log"
    sleep 10
  done
}

apt_install() {
  apt_get install -y --no-install-recommends "$@"
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3 "$@" \
    </dev/null >>"$run/apt.log" 2>&1
}

# stop_services NAME...: those that a package has started, which nobody has asked for.
stop_services() {
  for service in "$@"; do
    if [ -d /run/systemd/system ]; then
      # A socket would start its service again.
      as_root systemctl stop "$service.socket" >>"$run/apt.log" 2>&1
      as_root systemctl stop "$service.service" >>"$run/apt.log" 2>&1
    else
      as_root service "$service" stop >>"$run/apt.log" 2>&1
    fi
  done
}
