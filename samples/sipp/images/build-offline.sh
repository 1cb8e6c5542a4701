#!/bin/sh
# Makes the images mano4j/sipp, mano4j/sipp-client and mano4j/sipp-server where no registry can be
# reached, only a mirror of Debian's packages. The result is that of the Dockerfiles: the base is
# picked from the same packages by the same script and gets the settings its Dockerfile names;
# client and server are built from theirs.
#
# Images that are there and were made from these very files are left as they are.
set -eu
export LC_ALL=C # for one order of files everywhere

usage() {
  cat <<'TEXT'
usage: build-offline.sh [OPTION...]

  --force          make the images again, to get newer packages
  --mirror URL     where Debian's packages are (default: http://deb.debian.org/debian)
  --name PREFIX    what the images are called, before -client and -server (default: mano4j/sipp)
  --tag TAG        their tag (default: latest)

The engine is the one docker uses: the local one, or that of DOCKER_HOST. Needs the program docker
and, unless all images are there, debootstrap and root.
Exit codes: 0 done, 1 failed, 64 wrong usage.
TEXT
}

say() {
  printf 'build-offline.sh: %s\n' "$*"
}

fail() {
  say "$@" >&2
  exit 1
}

wrong_usage() {
  say "$1" >&2
  usage >&2
  exit 64
}

# digest TEXT FILE...: of the text and the files' names and content.
digest() {
  text=$1
  shift
  (cd "$here" && { echo "$text" && sha256sum "$@"; } | sha256sum | cut -d ' ' -f 1)
}

# what IMAGE FORMAT: prints that of an image, and nothing if there is no such image.
what() {
  docker image inspect --format "$2" "$1" 2>/dev/null || :
}

made_of() {
  what "$1" '{{index .Config.Labels "org.mano4j.content"}}'
}

# is_there IMAGE DIGEST
is_there() {
  [ -z "$force" ] && [ "$(made_of "$1")" = "$2" ]
}

report() {
  size=$(what "$1" '{{.Size}}')
  say "$2 $1 ($((size / 1000000)).$((size / 100000 % 10)) MB)"
}

# replaced IMAGE OLD_ID: what has lost its name goes, unless containers still use it.
replaced() {
  [ -z "$2" ] || [ "$2" = "$(what "$1" '{{.Id}}')" ] || docker image rm "$2" >/dev/null 2>&1 || :
}

# What is there already is not fetched again.
download() {
  debootstrap --download-only --variant=minbase --include=sip-tester,busybox-static \
    bookworm "$work/packages" "$mirror" >"$work/log" 2>&1
}

# Puts the files of the base image into $work/picked.
pick_files() {
  [ "$(id -u)" -eq 0 ] || fail 'debootstrap needs root; run this as root, with DOCKER_HOST if your engine is another one'
  command -v debootstrap >/dev/null || fail 'there is no debootstrap; install it: apt-get install debootstrap'
  say "fetching Debian's packages..."
  download || download || {
    tail -n 15 "$work/log" >&2
    fail "debootstrap failed; can $mirror be reached?"
  }
  # Unpacking is enough for taking files out; a system that is set up takes twice the time.
  mkdir "$work/debian"
  for package in "$work/packages/var/cache/apt/archives"/*.deb; do
    dpkg-deb -x "$package" "$work/debian"
  done
  mkdir "$work/debian/image"
  cp "$here"/base/* "$work/debian/image/"
  chroot "$work/debian" sh /image/pick.sh /picked
}

# The settings of the base image, from the second half of its Dockerfile, as arguments of import.
import_base() {
  set -- --change "LABEL org.mano4j.content=$1"
  while IFS= read -r setting; do
    set -- "$@" --change "$setting"
  done <<TEXT
$(sed '1,/^FROM scratch$/d' "$here/base/Dockerfile" | grep -v -e '^COPY ' -e '^#' -e '^$')
TEXT
  tar -C "$work/debian/picked" --sort=name --numeric-owner --owner=0 --group=0 -c . \
    | docker import "$@" - "$base" >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    fail "the engine did not take the image $base"
  }
}

make_base() {
  if is_there "$base" "$base_content"; then
    report "$base" 'is there:'
    return
  fi
  old=$(what "$base" '{{.Id}}')
  pick_files
  import_base "$base_content"
  report "$base" made
  replaced "$base" "$old"
}

# make_image ROLE
make_image() {
  image=$name-$1:$tag
  content=$(digest "$base_content $base" "$1"/*)
  if is_there "$image" "$content"; then
    report "$image" 'is there:'
    return
  fi
  old=$(what "$image" '{{.Id}}')
  # The older builder is in every docker; it asks no registry for an image that is there.
  DOCKER_BUILDKIT=0 docker build --build-arg "BASE=$base" --label "org.mano4j.content=$content" \
    --force-rm -t "$image" "$here/$1" >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    fail "the engine did not build the image $image"
  }
  report "$image" made
  replaced "$image" "$old"
}

name=mano4j/sipp
tag=latest
mirror=http://deb.debian.org/debian
force=
while [ $# -gt 0 ]; do
  case $1 in
    --force) force=yes ;;
    --mirror | --name | --tag)
      [ $# -gt 1 ] || wrong_usage "$1 needs a value"
      case $1 in
        --mirror) mirror=$2 ;;
        --name) name=$2 ;;
        --tag) tag=$2 ;;
      esac
      shift
      ;;
    -h | --help)
      usage
      exit
      ;;
    *) wrong_usage "there is no option $1" ;;
  esac
  shift
done

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
base=$name:$tag
command -v docker >/dev/null || fail 'there is no docker; install it: apt-get install docker.io'
answer=$(docker version --format '{{.Server.Version}}' 2>&1) \
  || fail "docker reaches no engine: $answer"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

base_content=$(digest base base/*)
make_base
make_image client
make_image server
