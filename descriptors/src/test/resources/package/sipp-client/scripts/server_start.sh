#!/bin/sh
set -eu
. "$(dirname "$0")/functions.sh"
say "calling $server_private"
