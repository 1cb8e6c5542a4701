#!/bin/sh
# Docker Engines for tests, each of its own: with its own network namespace, data and socket, so that
# a test may stop it, kill it, fill it and count what is on it. The one of this machine is not
# touched. Engines are known by their folder, which must not exist before.
set -u

usage() {
  cat >&2 <<'END_OF_USAGE'
usage: build/live/engine.sh WORD ...

  start DIR [OPTION...]  start an engine that listens at unix://DIR/docker.sock, with the test images;
                         the options are those of dockerd, and --here: in this network namespace,
                         where no other engine may run
  down DIR               end the engine, and its containers with it; what it has stays
  kill DIR               end it at once (SIGKILL); containers run on without it
  up DIR                 start it again after "down" or "kill"
  restart DIR            "down" and "up"
  inside DIR COMMAND...  run a command in the network namespace of the engine
  stop DIR               end the engine and its containers, and remove all of it
  images SOCKET          only import the test images, into the engine at this socket

Test images, made from Debian's busybox-static; those that an engine has are not imported again:
  mano4j-test/sleep        runs 1000 s
  mano4j-test/polite       runs 1000 s, and ends with 0 when it is asked to
  mano4j-test/ignore-term  runs on when it is asked to end
  mano4j-test/exit         exits with $CODE (0) after $AFTER seconds (0)
  mano4j-test/good, bad    exit at once, with 0 and 3
  mano4j-test/missing      its command does not exist
  mano4j-test/nocommand    has no command
END_OF_USAGE
  exit 64
}

fail() {
  printf 'engine.sh: %s\n' "$*" >&2
  exit 1
}

need_root() {
  [ "$(id -u)" -eq 0 ] || fail 'a Docker Engine and its network namespace need root; run this as root'
}

# need PROGRAM PACKAGE
need() {
  command -v "$1" >/dev/null || fail "there is no $1; install Debian's package $2"
}

# Sets what the engine in $dir consists of.
engine_of() {
  dir=$(CDPATH='' cd -- "$1" 2>/dev/null && pwd -P) || fail "there is no engine in $1"
  [ -f "$dir/run" ] || fail "there is no engine in $dir"
  read -r runs <"$dir/run"
  space=$(basename -- "$runs")
  socket=$dir/docker.sock
}

start() {
  need_root
  need dockerd docker.io
  need docker docker.io
  need ip iproute2
  need iptables iptables
  mkdir -- "$1" 2>/dev/null || fail "cannot make $1 for an engine: it is there already, or its parent is not"
  dir=$(CDPATH='' cd -- "$1" && pwd -P)
  # The paths of sockets are limited to 108 characters, and the engine makes long ones below this.
  runs=$(mktemp -d /run/mano4j-XXXXXX) || fail 'cannot make a folder in /run'
  echo "$runs" >"$dir/run"
  echo '{}' >"$dir/daemon.json"
  shift
  here=
  for option in "$@"; do
    case $option in
      --here) here=yes ;;
      *) printf '%s\n' "$option" ;;
    esac
  done >"$dir/options"
  engine_of "$dir"
  trap 'remove; exit 130' INT
  trap 'remove; exit 143' TERM
  if [ -n "$here" ]; then
    if other_engine; then
      remove_files
      fail "another Docker Engine, process $other, runs in this network namespace, and the two would undo each other's rules and bridges; end it, or leave out --here"
    fi
    remember_network
  elif ! { ip netns add "$space" && nsenter --net="/run/netns/$space" ip link set lo up; }; then
    remove
    fail "cannot make the network namespace $space"
  fi
  if up && images "$socket"; then
    return
  fi
  remove
  exit 1
}

# What an engine changes in this network namespace, as far as it is not there already.
remember_network() {
  ip link show docker0 >/dev/null 2>&1 || echo docker0 >"$dir/bridges"
  if ! iptables-save 2>/dev/null | grep -q '^:DOCKER'; then
    iptables -S FORWARD 2>/dev/null | sed -n 's/^-P FORWARD //p' >"$dir/forward"
    cat /proc/sys/net/ipv4/ip_forward >"$dir/ip_forward"
  fi
}

# It leaves its bridges when it ends; only while it runs does it tell which are its own.
remember_bridges() {
  ! alive || docker -H "unix://$socket" network ls -q --filter driver=bridge --filter type=custom \
    | sed 's/^/br-/' >>"$dir/bridges"
}

# Sets other: an engine that runs in this network namespace, and is not this one, which is down then.
other_engine() {
  mine=$(readlink /proc/self/ns/net)
  for process in /proc/[0-9]*; do
    other=${process#/proc/}
    case $(cat "$process/comm" 2>/dev/null) in
      dockerd | dockerd-*) [ "$(readlink "$process/ns/net")" != "$mine" ] || return 0 ;;
    esac
  done
  return 1
}

restore_network() {
  [ -s "$dir/forward" ] || [ -s "$dir/bridges" ] || return 0
  if other_engine; then
    printf 'engine.sh: the rules and bridges of this network namespace stay: another engine, process %s, uses them\n' \
      "$other" >&2
    return
  fi
  if [ -s "$dir/forward" ]; then
    read -r policy <"$dir/forward"
    # Nobody else has such rules here: there were none when it began.
    iptables-save | sed -e '/DOCKER/d' -e '/docker0/d' -e '/ br-/d' -e "s/^:FORWARD [A-Z]*/:FORWARD $policy/" | iptables-restore
    cat "$dir/ip_forward" >/proc/sys/net/ipv4/ip_forward
  fi
  [ ! -s "$dir/bridges" ] || while read -r bridge; do
    ip link delete "$bridge" 2>/dev/null
  done <"$dir/bridges"
}

# Runs a command in the network namespace of the engine.
inside() {
  if [ -e "/run/netns/$space" ]; then
    nsenter --net="/run/netns/$space" "$@"
  else
    "$@"
  fi
}

up() {
  ! alive || fail "the engine in $dir is running"
  rm -f "$dir/pid"
  forget_containerd
  set --
  while IFS= read -r option; do
    set -- "$@" "$option"
  done <"$dir/options"
  # Not a child of this script's terminal, and none of its output is waited for.
  inside setsid dockerd --config-file "$dir/daemon.json" --data-root "$dir/data" \
    --exec-root "$runs" --pidfile "$dir/pid" -H "unix://$socket" "$@" </dev/null >>"$dir/log" 2>&1 &
  daemon=$!
  waited=0
  until docker -H "unix://$socket" version >/dev/null 2>&1; do
    waited=$((waited + 1))
    if [ "$waited" -gt 600 ] || ! kill -0 "$daemon" 2>/dev/null; then
      tail -n 15 "$dir/log" >&2
      printf 'engine.sh: the engine in %s does not answer; the last of its log is above\n' "$dir" >&2
      return 1
    fi
    sleep 0.1
  done
  # For the user who has become root to start it.
  [ -z "${SUDO_UID:-}" ] || chown "$SUDO_UID" "$socket"
}

# Sets pid.
alive() {
  pid=
  [ -s "$dir/pid" ] || return 1
  pid=$(cat "$dir/pid" 2>/dev/null)
  # The number may be that of another process by now.
  [ -n "$pid" ] && grep -q -s -a -F -- "$dir/daemon.json" "/proc/$pid/cmdline"
}

# down SIGNAL: ends the engine; by force if it does not end in time.
down() {
  alive || return 0
  kill "-$1" "$pid"
  waited=0
  while alive && is_running "$pid"; do
    waited=$((waited + 1))
    [ "$waited" -ne 300 ] || kill -KILL "$pid"
    [ "$waited" -le 400 ] || fail "process $pid, the engine in $dir, does not end"
    sleep 0.1
  done
}

# Whether the process is more than an entry that nobody has waited for.
is_running() {
  case $(sed -n 's/^State:[[:space:]]*//p' "/proc/$1/status" 2>/dev/null) in
    '' | [ZX]*) return 1 ;;
  esac
}

# The containerd of an engine that was killed ends soon after it. The next engine would wait for it in
# vain, if its number is still to be seen.
forget_containerd() {
  file=$runs/containerd/containerd.pid
  [ -f "$file" ] || return 0
  waited=0
  while is_running "$(cat "$file")" && [ "$waited" -lt 300 ]; do
    waited=$((waited + 1))
    sleep 0.1
  done
  rm -f "$file"
}

# What an engine that was killed leaves: its containerd, the containers, and those who watch them.
end_leftovers() {
  left=
  for bundle in "$runs"/containerd/daemon/io.containerd.runtime.v2.task/moby/*/; do
    container=$(basename -- "$bundle")
    if [ -f "$bundle/init.pid" ]; then
      left="$left $container"
      pid=$(cat "$bundle/init.pid")
      ! grep -q -s -F "$container" "/proc/$pid/cgroup" || kill -KILL "$pid" 2>/dev/null
    fi
  done
  for process in /proc/[0-9]*; do
    if grep -q -s -a -F -- "$runs/containerd/" "$process/cmdline"; then
      kill -KILL "${process#/proc/}" 2>/dev/null
    fi
  done
}

remove() {
  trap - INT TERM
  [ -e "/run/netns/$space" ] || remember_bridges
  down TERM
  end_leftovers
  [ -e "/run/netns/$space" ] || restore_network
  tries=0
  until remove_files; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || fail "cannot remove $dir and $runs"
    sleep 0.1
  done
  ip netns del "$space" 2>/dev/null
  for container in $left; do
    find /sys/fs/cgroup -depth -type d -path "*/docker/$container*" -exec rmdir {} + 2>/dev/null
  done
  return 0
}

remove_files() {
  # The innermost first.
  awk -v dir="$dir/" -v runs="$runs/" '
    index($2, dir) == 1 || index($2, runs) == 1 { print $2 }' /proc/self/mounts | sort -r \
    | while IFS= read -r mount; do
      umount "$mount" 2>/dev/null || umount -l "$mount"
    done
  rm -rf "$dir" "$runs" 2>/dev/null
}

# images SOCKET
images() {
  need docker docker.io
  need busybox busybox-static
  into=$1
  tree=
  # shellcheck disable=SC2016 # The shell in the container expands it.
  import sleep '["/bin/sleep","1000"]' \
    && import polite '["/bin/sh","-c","trap \"exit 0\" TERM; sleep 1000 & wait"]' \
    && import ignore-term '["/bin/sh","-c","trap \"\" TERM; while true; do sleep 1; done"]' \
    && import exit '["/bin/sh","-c","sleep ${AFTER:-0}; exit ${CODE:-0}"]' \
    && import good '["/bin/true"]' \
    && import bad '["/bin/sh","-c","exit 3"]' \
    && import missing '["/no/such/program"]' \
    && import nocommand
  imported=$?
  [ -z "$tree" ] || rm -rf "$tree"
  return "$imported"
}

# import NAME [COMMAND]
import() {
  ! docker -H "unix://$into" image inspect "mano4j-test/$1" >/dev/null 2>&1 || return 0
  [ -n "$tree" ] || make_tree
  tar -C "$tree" -c . | docker -H "unix://$into" import ${2:+--change "CMD $2"} - "mano4j-test/$1" >/dev/null
}

# A root with one program of many names.
make_tree() {
  tree=$(mktemp -d) || fail 'cannot make a folder for the test images'
  mkdir "$tree/bin" "$tree/etc" "$tree/tmp"
  cp "$(command -v busybox)" "$tree/bin/busybox"
  for name in sh sleep true false cat ping ip env printf kill nc wget; do
    ln -s busybox "$tree/bin/$name"
  done
}

[ $# -ge 2 ] || usage
word=$1
shift
case $word in
  start) start "$@" ;;
  down | kill | up | restart | stop | inside)
    need_root
    engine_of "$1"
    shift
    case $word in
      down) down TERM ;;
      kill) down KILL ;;
      up) up ;;
      restart) down TERM && up ;;
      stop) remove ;;
      inside) inside "$@" ;;
    esac
    ;;
  images) images "${1#unix://}" ;;
  *) usage ;;
esac
