# shellcheck shell=sh disable=SC2154
# The Docker Engine of the live tests, for the launcher, which reads this file: takes the one that is
# there, else starts one that belongs to this clone alone and ends with the tests. An engine found
# running is never stopped; all that happens to it is that the test images are imported.

engine_found=/var/run/docker.sock
engine_script=$root/build/live/engine.sh
engine_mark=$run/engine
engine=found

# Sets live: what Maven is told.
start_engine() {
  answer='the live tests use a Docker Engine, and start engines of their own'
  may_be_root 'that'
  install_engine
  if engine_answers "$engine_found"; then
    engine_socket=$engine_found
    import_images
  elif as_root docker -H "unix://$engine_found" version >/dev/null 2>&1; then
    fail "a Docker Engine answers at $engine_found, but only to root; put yourself into the group docker, or run this as root"
  else
    run_engine
  fi
  live="$live -Dmano4j.docker=unix://$engine_socket"
}

engine_answers() {
  [ -S "$1" ] && timeout 30 docker -H "unix://$1" version >/dev/null 2>&1
}

# Installs what is missing of all that live tests with an engine use.
install_engine() {
  find_missing
  # From Debian 13 on, the command has a package of its own.
  if [ -z "$missing" ]; then
    command -v docker >/dev/null || install_packages docker-cli
    return
  fi
  answer="missing are Debian's packages$missing"
  command -v apt-get >/dev/null || fail "the live tests need a Docker Engine and more; $answer, and there is no apt-get"
  # One that is there already has its own work.
  started=docker
  command -v containerd >/dev/null || started="$started containerd"
  # shellcheck disable=SC2086
  install_packages $missing
  command -v docker >/dev/null || install_packages docker-cli
  # Packages start their services where they can, which is not what was asked for.
  # shellcheck disable=SC2086
  case $missing in
    *docker.io*) stop_services $started ;;
  esac
  case $missing in
    *docker-registry*) stop_services docker-registry ;;
  esac
}

# Sets missing: packages whose programs are not there, wherever those may come from.
find_missing() {
  missing=
  while read -r program package; do
    command -v "$program" >/dev/null || missing="$missing $package"
  done <<'END'
dockerd docker.io
iptables iptables
ip iproute2
sipp sip-tester
debootstrap debootstrap
docker-registry docker-registry
END
  # One that needs no libraries, as the test images have none.
  busybox=$(command -v busybox)
  if [ -z "$busybox" ] || ldd "$busybox" 2>/dev/null | grep -q '=>'; then
    missing="$missing busybox-static"
  fi
}

import_images() {
  "$engine_script" images "$engine_socket" </dev/null >"$run/engine.log" 2>&1 || {
    tail -n 15 "$run/engine.log" >&2
    fail "the test images cannot be imported into the Docker Engine at $engine_socket"
  }
}

run_engine() {
  # Of an earlier run that was killed: nobody else knows of it.
  [ ! -s "$engine_mark" ] || remove_engine
  say 'starting a Docker Engine...'
  # The path of a socket must be short, and that of a clone may be long.
  engine_parent=$(mktemp -d /tmp/mano4j-XXXXXX) || fail 'cannot make a folder in /tmp'
  chmod 755 "$engine_parent"
  echo "$engine_parent" >"$engine_mark"
  engine=started
  engine_socket=$engine_parent/engine/docker.sock
  # In this network namespace: tests offer it a registry on loopback.
  as_root "$engine_script" start "$engine_parent/engine" --here </dev/null >"$run/engine.log" 2>&1 || {
    tail -n 15 "$run/engine.log" >&2
    fail "a Docker Engine cannot be started; the whole log is in $run/engine.log"
  }
}

stop_engine() {
  [ "$engine" = started ] || return 0
  engine=found
  remove_engine
}

remove_engine() {
  read -r engine_parent <"$engine_mark"
  [ ! -d "$engine_parent/engine" ] || as_root "$engine_script" stop "$engine_parent/engine" >>"$run/engine.log" 2>&1
  rmdir "$engine_parent" 2>/dev/null
  rm -f "$engine_mark"
}
