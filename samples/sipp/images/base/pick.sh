#!/bin/sh
# pick.sh FOLDER: out of the Debian system it runs in, with the packages sip-tester and
# busybox-static, takes what the image is made of. The system need not be configured: nothing here
# wants more than a shell, coreutils and sed.
set -eu

picked=$1
image=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

# pick FILE [NAME]: under the name it has here unless told otherwise, as a file, whatever links
# lead to it.
pick() {
  mkdir -p "$picked$(dirname -- "${2:-$1}")"
  cp -L "$1" "$picked${2:-$1}"
}

umask 022
mkdir -p "$picked"
pick /usr/bin/sipp
pick /bin/busybox
# The lines of ldd are NAME => FILE (ADDRESS) and, for the loader, FILE (ADDRESS).
for library in $(ldd /usr/bin/sipp | sed -n 's/^[^/]*\(\/[^ ]*\) (.*/\1/p'); do
  pick "$library" "${library#/usr}" # whether or not /lib is a link to /usr/lib here
done
for terminal in d/dumb l/linux v/vt100 x/xterm; do
  pick "/lib/terminfo/$terminal"
done

for tool in $(/bin/busybox --list); do
  [ "$tool" = busybox ] || ln -s busybox "$picked/bin/$tool"
done

# SIPp writes its logs to a folder that every user may write to, so that any user may run it.
mkdir -p "$picked/etc" "$picked/opt" "$picked/sipp" "$picked/tmp"
chmod 1777 "$picked/sipp" "$picked/tmp"
printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' 'sipp:x:5060:5060:SIPp:/sipp:/bin/sh' >"$picked/etc/passwd"
printf '%s\n' 'root:x:0:' 'sipp:x:5060:' >"$picked/etc/group"
echo 'hosts: files dns' >"$picked/etc/nsswitch.conf"
cp "$image/sipp_run.sh" "$image/sipp_stats.awk" "$picked/opt/"
chmod 644 "$picked/opt"/*
