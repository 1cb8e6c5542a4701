#!/bin/sh
# sipp_run.sh OPTION...: runs sipp with these options as the work of a container, whose first
# process this is. Its statistics go to standard output, a line per second in which something
# changed and one at the end. Its exit code is the container's.
# TERM ends it in peace: no new calls, and those under way get a few seconds to finish.
set -u

patience=6 # seconds; a server keeps each call for 4 s after its end, an engine kills after 10
log_bytes=4000000

sipp=
ending=

# shellcheck disable=SC2317 # it is called, by the trap
end_in_peace() {
  signalled=yes
  [ -n "$sipp" ] || exit 0
  if [ -n "$ending" ]; then
    kill -TERM "$sipp"
  else
    ending=yes
    kill -USR1 "$sipp"
    { sleep "$patience" && kill -TERM "$sipp"; } 2>/dev/null &
  fi
} 2>/dev/null

trap end_in_peace TERM INT

cd /sipp || exit 1
# Held open here for reading and writing, so that neither end waits for the other to come.
rm -f statistics && mkfifo statistics && exec 3<>statistics || exit 1
awk -f /opt/sipp_stats.awk <&3 &
statistics=$!

# No watchdog: it would end SIPp on a busy machine, and after a pause.
sipp "$@" -nostdin -watchdog_interval 0 -trace_stat -stf statistics \
  -fd 1 -trace_msg -trace_err -ringbuffer_files 2 -ringbuffer_size "$log_bytes" </dev/null 3>&- &
sipp=$!

# A signal ends the waiting, not sipp. 127: the code was told before.
code=0
signalled=yes
while [ -n "$signalled" ]; do
  signalled=
  wait "$sipp"
  told=$?
  [ "$told" -eq 127 ] || code=$told
done

# Asked to end, SIPp has done well if it had no calls (99) or had not even begun (a signal's code).
if [ -n "$ending" ]; then
  case $code in
    99 | 138 | 143) code=0 ;;
  esac
fi
echo "end;$code" >&3
wait "$statistics"
exit "$code"
