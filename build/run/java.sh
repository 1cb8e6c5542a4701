# What every start of a program needs, from a checkout (./mano4j) and from the archive (bin/mano4j):
# which Java, and with which options. To be read by a POSIX shell with `set -u`.

# What find_java asks for when there is no Java, or an old one.
wanted_java='a Java runtime 17 or newer'

say() {
  printf 'mano4j: %s\n' "$*" >&2
}

fail() {
  say "$@"
  exit 1
}

# Sets java and java_home.
find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "there is no bin/java in JAVA_HOME ($JAVA_HOME); set it to $wanted_java"
  else
    java=$(command -v java) \
      || fail "no java found; install $wanted_java and put it on the PATH, or set JAVA_HOME"
  fi
  java=$(readlink -f -- "$java")
  java_home=${java%/bin/java}
  if [ -f "$java_home/release" ]; then
    java_version=$(sed -n 's/^JAVA_VERSION="\(.*\)".*/\1/p' "$java_home/release")
  else
    # A script in front of the real one, or a Java older than this file.
    settings=$("$java" -XshowSettings:properties -version 2>&1)
    java_version=$(printf '%s\n' "$settings" | sed -n 's/^ *java\.version = //p')
    java_home=$(printf '%s\n' "$settings" | sed -n 's/^ *java\.home = //p')
  fi
  major=${java_version#1.}
  major=${major%%[!0-9]*}
  [ "${major:-0}" -ge 17 ] \
    || fail "Java 17 or newer is needed, but $java is version ${java_version:-unknown}; set JAVA_HOME to a newer one"
  java=$java_home/bin/java
}

# describe WORD: sets kind, whose class data the word shares, if any, and jvm_options, words without
# spaces. A word of a few seconds is to begin soon; a program that runs for long is to stay small:
# docs/measurements.md says what each option brings there.
describe() {
  # The quick compiler, the small collector, no warnings of the JVM on standard output, and nothing of
  # Netty's native transport and of its flight recorder events, which load much and gain nothing here.
  netty=io.grpc.netty.shaded.io.netty
  jvm_options="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xlog:disable -Xlog:all=error:stderr"
  jvm_options="$jvm_options -D$netty.transport.noNative=true -D$netty.jfr.enabled=false"
  case $1 in
    popd | plugind | vnfmd | all)
      kind= # kept class data would let them start a second sooner, and weigh 10 to 35 MB as long as they run
      stay_small
      # The client of the engine reads all authorities of the Java platform at its start. popd trusts none
      # of them: the engine's and the callers' are named in its configuration.
      [ "$1" != popd ] || jvm_options="$jvm_options -Djavax.net.ssl.trustStore=NONE"
      # One driver calls few Pops, and little: still less is worth compiling, or keeping for the next call.
      [ "$1" != plugind ] \
        || jvm_options="$jvm_options -XX:CompileThresholdScaling=30 -D$netty.allocator.type=unpooled"
      ;;
    pop*) kind=pop ;;
    *) kind=demo ;;
  esac
}

stay_small() {
  # The heap begins small, grows as it has to, and is given back; a program without memory ends, so
  # that whoever watches over it starts it again.
  jvm_options="$jvm_options -Xms8m -Xmn2m -Xmx256m -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=15"
  jvm_options="$jvm_options -XX:+ExitOnOutOfMemoryError"
  # What is called now and then is not worth compiling.
  jvm_options="$jvm_options -XX:CompileThresholdScaling=10 -XX:ReservedCodeCacheSize=32m"
  # The class data of the JDK stays part of its file, and is not copied to be moved.
  jvm_options="$jvm_options -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
  # Small pieces of memory outside of the heap: of gRPC, and of what is written to files and sockets.
  jvm_options="$jvm_options -D$netty.allocator.numDirectArenas=1 -D$netty.allocator.numHeapArenas=1"
  jvm_options="$jvm_options -D$netty.allocator.maxOrder=3 -Djdk.nio.maxCachedBufferSize=65536"
  # One pool of the C library's for all threads, whose end is given back.
  export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}" MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-131072}"
}

# The name of the file that keeps the class data of a kind for this Java.
class_data() {
  printf '%s-%s.jsa\n' "$kind" "$({ echo "$java" && cat "$java_home/release"; } 2>/dev/null | cksum | tr ' ' -)"
}

# keep_classes FILE CLASSPATH: runs programs of this kind once, and keeps the classes of that run in a
# file. It belongs to one class path and one Java; without it programs run all the same. Done if
# the file is there.
keep_classes() {
  keep_in=$1
  keep_path=$2
  case $kind in
    pop) set -- org.mano4j.samples.pop.PopPractice ;;
    *) set -- org.mano4j.samples.Mano4j demo --json ;;
  esac
  # shellcheck disable=SC2086
  "$java" $jvm_options "-XX:ArchiveClassesAtExit=$keep_in.new" -cp "$keep_path" "$@" </dev/null >/dev/null 2>&1
  [ -s "$keep_in.new" ] && mv "$keep_in.new" "$keep_in"
}

# run_mano4j LOGGING LAUNCHER CLASSPATH CLASS_DATA WORD...: becomes the program. CLASS_DATA may be empty.
run_mano4j() {
  logging=$1
  launcher=$2
  path=$3
  data=$4
  shift 4
  # Only a shell can tell which of the three is a terminal when another one is none.
  terminal=
  [ ! -t 0 ] || terminal=in
  [ ! -t 1 ] || terminal=$terminal,out
  if [ -t 2 ]; then
    terminal=$terminal,err
    size=$(stty size <&2 2>/dev/null)
    export COLUMNS="${COLUMNS:-${size#* }}"
  fi
  # shellcheck disable=SC2086
  exec "$java" $jvm_options ${data:+"-XX:SharedArchiveFile=$data"} "-Dmano4j.terminal=$terminal" \
    "-Dmano4j.launcher=$launcher" "-Djava.util.logging.config.file=$logging" ${JAVA_OPTS:-} ${own_options:-} \
    -cp "$path" org.mano4j.samples.Mano4j "$@"
}
