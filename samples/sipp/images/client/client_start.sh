#!/bin/sh
# Calls a server, as often as the environment says. The server's address must be given:
#   SERVER_PRIVATE        address or name of the server, as seen on the link "private"
# The rest may be; without it SIPp has its own defaults:
#   SIPP_LENGTH           length of a call in milliseconds (0)
#   SIPP_RATE             calls started per period (10)
#   SIPP_RATE_PERIOD      that period in milliseconds (1000)
#   SIPP_RATE_INCREASE    calls added to the rate each second (0)
#   SIPP_RATE_MAX         where an increasing rate stops, and the client with it
#   SIPP_RTP_ECHO         0: media that arrives is not sent back; it is otherwise
#   SIPP_TRANSPORT_MODE   u1: UDP over one socket (the default), t1: TCP over one, and SIPp's others
#   SIPP_MAX_CALLS        calls after which the client ends; it goes on for ever without
set -u

wrong() {
  echo "sipp-client: $1" >&2
  exit 64
}

# number NAME VALUE: a wrong one would make SIPp end with a text about its own options.
number() {
  case $2 in
    *[!0-9]*) wrong "$1 is '$2', which is not a whole number; correct it in the container's metadata" ;;
  esac
}

[ -n "${SERVER_PRIVATE:-}" ] \
  || wrong "SERVER_PRIVATE is not set, so there is no server to call; set it to the server's address on the link 'private'"
case $SERVER_PRIVATE in
  -* | *' '*) wrong "SERVER_PRIVATE is '$SERVER_PRIVATE', which is not an address" ;;
esac
number SIPP_LENGTH "${SIPP_LENGTH:-}"
number SIPP_RATE "${SIPP_RATE:-}"
number SIPP_RATE_PERIOD "${SIPP_RATE_PERIOD:-}"
number SIPP_RATE_INCREASE "${SIPP_RATE_INCREASE:-}"
number SIPP_RATE_MAX "${SIPP_RATE_MAX:-}"
number SIPP_MAX_CALLS "${SIPP_MAX_CALLS:-}"
[ "${SIPP_MAX_CALLS:-1}" -gt 0 ] || wrong 'SIPP_MAX_CALLS is 0; leave it out for a client that goes on for ever'

# SIPp itself takes any word for u1.
case ${SIPP_TRANSPORT_MODE:-u1} in
  u1 | un | ui | t1 | tn | s1 | sn | c1 | cn) ;;
  l1 | ln) wrong "SIPP_TRANSPORT_MODE is '$SIPP_TRANSPORT_MODE', but this SIPp is built without TLS; use u1 or t1" ;;
  *) wrong "SIPP_TRANSPORT_MODE is '$SIPP_TRANSPORT_MODE', which SIPp does not have; use u1 or t1" ;;
esac

set -- -sn uac "$SERVER_PRIVATE" \
  ${SIPP_LENGTH:+-d "$SIPP_LENGTH"} \
  ${SIPP_RATE:+-r "$SIPP_RATE"} \
  ${SIPP_RATE_PERIOD:+-rp "$SIPP_RATE_PERIOD"} \
  ${SIPP_RATE_INCREASE:+-rate_increase "$SIPP_RATE_INCREASE"} \
  ${SIPP_RATE_MAX:+-rate_max "$SIPP_RATE_MAX"} \
  ${SIPP_TRANSPORT_MODE:+-t "$SIPP_TRANSPORT_MODE"} \
  ${SIPP_MAX_CALLS:+-m "$SIPP_MAX_CALLS"}
[ "${SIPP_RTP_ECHO:-1}" = 0 ] || set -- "$@" -rtp_echo

exec sh /opt/sipp_run.sh "$@"
