#!/bin/sh
set -eu
. "$(dirname "$0")/functions.sh"
say installing
