#!/bin/sh
# Answers every call. Needs no configuration.
#   SIPP_TRANSPORT_MODE   u1 (UDP, the default) or t1 (TCP); what the clients have
set -u

exec sh /opt/sipp_run.sh -sn uas ${SIPP_TRANSPORT_MODE:+-t "$SIPP_TRANSPORT_MODE"}
