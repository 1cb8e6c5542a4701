# shellcheck shell=sh disable=SC2154
# The services that live tests and benchmarks talk to, for the launcher, which reads this file.

# shellcheck source=build/live/packages.sh
. "$root/build/live/packages.sh"
# shellcheck source=build/live/broker.sh
. "$root/build/live/broker.sh"
# shellcheck source=build/live/docker.sh
. "$root/build/live/docker.sh"

# offer_services NEED...: a broker, an engine. What is not there is started where it is installed; with
# install=yes it is installed before. Sets live if something has to be stopped again, and engine_socket.
offer_services() {
  engine_socket=
  for need in "$@"; do
    "offer_$need"
  done
}

own_services() {
  [ -n "$live" ] || lock
  live=own
}

offer_broker() {
  if [ -n "$install" ]; then
    own_services
    start_broker
  elif find_broker_tools; then
    ask_broker 0
    if [ "$asked" -eq 10 ]; then
      own_services
      run_broker
    fi
  fi
}

offer_engine() {
  if [ -n "$install" ]; then
    own_services
    start_engine
  elif engine_answers "$engine_found"; then
    # What cannot be imported is missed by who measures with it.
    "$engine_script" images "$engine_found" </dev/null >"$run/engine.log" 2>&1 || :
  elif can_run_engine; then
    own_services
    run_engine
  fi
}

can_run_engine() {
  for program in dockerd docker ip iptables busybox; do
    command -v "$program" >/dev/null || return 1
  done
  as_root true 2>/dev/null
}
