package org.mano4j.benchmarks.start;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mano4j.benchmarks.harness.SourceTree;
import org.mano4j.benchmarks.harness.Unavailable;

/**
 * Where the launcher is, and how it starts programs. It is asked itself, so that what is measured
 * is what people start.
 *
 * @param root the folder of {@code mano4j}
 * @param classPath of the programs it has built; that of this JVM if it has built none
 * @param built where it keeps them; null if it has built none
 */
record Checkout(Path root, String classPath, @Nullable Path built) {

  /**
   * Prints what it would start: options, Java, variables that are set for it, the whole command.
   */
  private static final String ASK =
      """
      set -u
      root=$1 path=$2 built=$3 word=$4
      . "$root/build/run/java.sh"
      find_java
      describe "$word"
      data=
      if [ -n "$kind" ] && [ -n "$built" ]; then
        data=$built/$(class_data)
        [ -s "$data" ] || data=
      fi
      printf '%s\\n' "$jvm_options" "$java" "$(env | grep '^MALLOC_' | tr '\\n' ' ')"
      java=printf jvm_options="%s\\\\n $jvm_options" JAVA_OPTS= own_options=
      run_mano4j "$root/build/run/logging.properties" "$root/mano4j" "$path" "$data" "$word"
      """;

  /**
   * The one that has started this program, or the one around the current folder.
   *
   * @throws Unavailable if this is no checkout
   */
  static Checkout find() {
    Path root = around();
    Path programs = root.resolve("samples/target/run");
    try {
      Path built =
          programs.resolve(
              Files.exists(programs.resolve("current"))
                  ? Files.readString(programs.resolve("current")).strip()
                  : "none");
      return Files.exists(built.resolve("classpath"))
          ? new Checkout(root, Files.readString(built.resolve("classpath")).strip(), built)
          : new Checkout(root, System.getProperty("java.class.path"), null);
    } catch (IOException e) {
      throw new Unavailable("cannot read what the launcher has built: " + e.getMessage());
    }
  }

  private static Path around() {
    return SourceTree.with(Path.of("build", "run", "java.sh"))
        .orElseThrow(
            () ->
                new Unavailable(
                    "no launcher in or above this folder; start the programs' measurements with ./mano4j bench start"));
  }

  /** A word, as the launcher starts it once it has found everything. */
  Command program(String word, String... arguments) {
    List<String> told = ask(word);
    List<String> words = new ArrayList<>();
    words.add(told.get(1));
    words.addAll(told.subList(3, told.size()));
    return new Command(words, variables(told.get(2))).with(arguments);
  }

  /** Another main class with the options of a word. */
  Command java(String word, String path, Class<?> main, String... arguments) {
    List<String> told = ask(word);
    List<String> words = new ArrayList<>();
    words.add(told.get(1));
    words.addAll(List.of(told.get(0).split(" ")));
    words.addAll(List.of("-cp", path, main.getName()));
    return new Command(words, variables(told.get(2))).with(arguments);
  }

  /** The launcher itself, with which people start a word. */
  Command launcher(String... arguments) {
    return new Command(List.of(root.resolve("mano4j").toString()), Map.of()).with(arguments);
  }

  /** Jars of this JVM's class path whose names begin so; empty if one of them is no jar. */
  static Optional<String> jars(List<String> names) {
    String all = System.getProperty("java.class.path");
    List<String> found = new ArrayList<>();
    for (String name : names) {
      List.of(all.split(File.pathSeparator)).stream()
          .filter(jar -> Path.of(jar).getFileName().toString().matches(name + "-[0-9].*\\.jar"))
          .findFirst()
          .ifPresent(found::add);
    }
    return found.size() == names.size()
        ? Optional.of(String.join(File.pathSeparator, found))
        : Optional.empty();
  }

  private List<String> ask(String word) {
    try {
      Process shell =
          new ProcessBuilder(
                  "sh",
                  "-c",
                  ASK,
                  "sh",
                  root.toString(),
                  classPath,
                  built == null ? "" : "" + built,
                  word)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String told = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!shell.waitFor(10, TimeUnit.SECONDS) || shell.exitValue() != 0) {
        throw new IllegalStateException(
            root.resolve("build/run/java.sh") + " does not tell how it starts " + word);
      }
      return told.lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException("cannot ask the launcher: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the launcher was asked", e);
    }
  }

  private static Map<String, String> variables(String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String variable : text.strip().split(" ")) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        variables.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return variables;
  }
}
