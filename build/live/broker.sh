# shellcheck shell=sh disable=SC2154
# The RabbitMQ of the live tests, for the launcher, which reads this file: takes the one that is
# there, else starts a node that belongs to this clone alone and ends with the tests. A node found
# running is never stopped; all that may happen to it is that its management plugin is enabled.

broker_home=$run/broker
broker_node=mano4j@localhost
broker=found

start_broker() {
  # Some tests kill nodes of their own, so the package must be there whoever has the ports.
  find_broker_tools || install_broker
  ask_broker 0
  # One that does not speak may be starting, ending or busy.
  [ "$asked" -ne 12 ] || ask_broker 30
  case $asked in
    0) adopt_broker ;;
    10) run_broker ;;
    11) enable_management ;;
    *) live_failed ;;
  esac
}

# ask_broker SECONDS: sets asked and answer, see BrokerProbe.
ask_broker() {
  answer=$("$java" "$root/build/live/BrokerProbe.java" "$1" 2>&1)
  asked=$?
  return "$asked"
}

live_failed() {
  fail "the live tests need RabbitMQ with its management plugin, on the ports 5672 and 15672, for guest/guest: $answer"
}

# Sets tools: the scripts themselves, as those on the PATH of Debian are only for its own service.
find_broker_tools() {
  tools=/usr/lib/rabbitmq/bin
  [ ! -x "$tools/rabbitmq-server" ] || return 0
  tools=$(command -v rabbitmq-server) || return 1
  tools=$(dirname -- "$(real_file "$tools")")
}

install_broker() {
  answer='the package rabbitmq-server is not installed'
  command -v apt-get >/dev/null || live_failed
  may_be_root 'installing it'
  ask_broker 0
  before=$asked
  install_packages rabbitmq-server
  # The package starts its service where it can, which is not what was asked for.
  if [ "$before" -eq 10 ]; then
    ask_broker 0
    [ "$asked" -eq 10 ] || stop_services rabbitmq-server
  fi
  answer='the package rabbitmq-server is installed, but there is no rabbitmq-server'
  find_broker_tools || live_failed
}

# broker_tool NAME WORD...: with a home, data and settings that no other node has.
broker_tool() {
  tool=$1
  shift
  env HOME="$broker_home" RABBITMQ_NODENAME="$broker_node" RABBITMQ_CONF_ENV_FILE="$broker_home/none" \
    RABBITMQ_CONFIG_FILE="$broker_home/rabbitmq.conf" RABBITMQ_ADVANCED_CONFIG_FILE="$broker_home/none" \
    RABBITMQ_ENABLED_PLUGINS_FILE="$broker_home/plugins" RABBITMQ_MNESIA_BASE="$broker_home/data" \
    RABBITMQ_LOG_BASE="$broker_home/log" ERL_CRASH_DUMP="$broker_home/crash" "$tools/$tool" "$@"
}

run_broker() {
  say 'starting RabbitMQ...'
  rm -rf "$broker_home"
  mkdir -p "$broker_home" || fail "cannot write to $run; give yourself the right to, or use a clone of your own"
  echo '[rabbitmq_management].' >"$broker_home/plugins"
  # For this machine alone, as everybody knows the password.
  printf '%s\n' 'listeners.tcp.local = 127.0.0.1:5672' 'management.tcp.ip = 127.0.0.1' \
    'management.tcp.port = 15672' >"$broker_home/rabbitmq.conf"
  epmd=found
  epmd -names >/dev/null 2>&1 || epmd=started
  broker=started
  broker_tool rabbitmq-server </dev/null >"$broker_home/output" 2>&1 &
  broker_pid=$!
  waited=0
  until ask_broker 5; do
    waited=$((waited + 5))
    if [ "$waited" -gt 120 ] || ! alive "$broker_pid"; then
      tail -n 15 "$broker_home/output" >&2
      fail "RabbitMQ does not start ($answer); its output is in $broker_home"
    fi
  done
}

# A node of ours is running only if an earlier test run was killed: it ends with this one.
adopt_broker() {
  if [ -d "$broker_home" ] && find_broker_tools && broker_tool rabbitmqctl -q ping >/dev/null 2>&1; then
    broker=started
    broker_pid=
    epmd=found
  fi
}

enable_management() {
  command -v rabbitmq-plugins >/dev/null \
    || fail "a broker answers on port 5672, but $answer, and there is no rabbitmq-plugins here; enable its management plugin"
  may_be_root 'enabling the management plugin of the RabbitMQ that runs here'
  say 'enabling the management plugin of the RabbitMQ that runs here...'
  as_root rabbitmq-plugins enable rabbitmq_management </dev/null >"$run/plugins.log" 2>&1 || {
    tail -n 15 "$run/plugins.log" >&2
    fail "the management plugin of the RabbitMQ on port 5672 cannot be enabled; enable it yourself"
  }
  ask_broker 60 || live_failed
}

stop_broker() {
  [ "$broker" = started ] || return 0
  broker=found
  broker_tool rabbitmqctl -q shutdown >/dev/null 2>&1 || [ -z "$broker_pid" ] || kill "$broker_pid" 2>/dev/null
  [ -z "$broker_pid" ] || wait "$broker_pid" 2>/dev/null
  # Erlang's port mapper outlives the nodes; it does not end while it knows of another one.
  [ "$epmd" = found ] || epmd -kill >/dev/null 2>&1
}
