#!/bin/sh
# A registry of images for tests, on loopback, where engines take one without TLS, and images to get
# from it. All that it has is in a folder that belongs to the test.
set -u

usage() {
  cat >&2 <<'END_OF_USAGE'
usage: build/live/registry.sh WORD ...

  serve DIR PORT        run a registry with the images in DIR at 127.0.0.1:PORT until it is ended;
                        if there is DIR/PORT.htpasswd, for those who are in it (bcrypt) only
  push NAME LABEL KIB...  make an image of mano4j-test/sleep with this label and a layer of so many
                        KiB for each number, push it, and remove it from the engine ($DOCKER_HOST)
END_OF_USAGE
  exit 64
}

fail() {
  printf 'registry.sh: %s\n' "$*" >&2
  exit 1
}

serve() {
  command -v docker-registry >/dev/null ||
    fail "there is no docker-registry; install Debian's package docker-registry"
  settings=$1/$2.yml
  cat >"$settings" <<END_OF_SETTINGS || fail "cannot write to $1"
version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: $1/images}}
http: {addr: "127.0.0.1:$2"}
END_OF_SETTINGS
  if [ -f "$1/$2.htpasswd" ]; then
    printf 'auth: {htpasswd: {realm: tests, path: %s}}\n' "$1/$2.htpasswd" >>"$settings"
  fi
  exec docker-registry serve "$settings"
}

push() {
  name=$1
  label=$2
  shift 2
  context=$(mktemp -d) || fail 'cannot make a folder'
  trap 'rm -rf "$context"' EXIT
  trap 'exit 130' INT TERM
  printf 'FROM mano4j-test/sleep\nLABEL %s\n' "$label" >"$context/Dockerfile"
  layer=0
  for kib in "$@"; do
    layer=$((layer + 1))
    # Nothing that could be made smaller, and in no other image.
    head -c "${kib}k" /dev/urandom >"$context/layer$layer"
    printf 'COPY layer%s /layer%s\n' "$layer" "$layer" >>"$context/Dockerfile"
  done
  DOCKER_BUILDKIT=0 docker build --quiet --rm --tag "$name" "$context" || fail "cannot make $name"
  docker push "$name" || fail "cannot push $name"
  docker rmi "$name" || fail "cannot remove $name from the engine"
}

[ $# -ge 3 ] || usage
word=$1
shift
case $word in
  serve) serve "$@" ;;
  push) push "$@" ;;
  *) usage ;;
esac
