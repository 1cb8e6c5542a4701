package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Docker Engine that belongs to one test, in a network namespace of its own, with the test
 * images: to be stopped, killed and counted on. Made by {@code build/live/engine.sh}; needs root.
 */
final class OwnEngine implements AutoCloseable {

  private static final long SECONDS = 90;

  private final Path directory;
  private final DockerClient docker;

  private OwnEngine(Path directory) {
    this.directory = directory;
    this.docker = LiveEngine.client(uri());
  }

  /**
   * Starts one; it answers when this returns.
   *
   * @param options more options of {@code dockerd}
   */
  static OwnEngine start(String... options) {
    try {
      // The path of a socket must be short.
      Path parent = Files.createTempDirectory("mano4j");
      List<String> words = new ArrayList<>(List.of("start", parent.resolve("engine").toString()));
      words.addAll(Arrays.asList(options));
      script(words);
      return new OwnEngine(parent.resolve("engine"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for an engine", e);
    }
  }

  /** Where it listens. */
  URI uri() {
    return URI.create("unix://" + directory.resolve("docker.sock"));
  }

  /** The bare engine, beside the Pop. */
  DockerClient docker() {
    return docker;
  }

  /** Ends it in good order, and its containers with it; what it has stays. */
  void down() {
    script("down");
  }

  /** Kills it (SIGKILL). Its containers run on. */
  void kill() {
    script("kill");
  }

  /** Starts it again after {@link #down} or {@link #kill}; it answers when this returns. */
  void up() {
    script("up");
  }

  /** {@link #down} and {@link #up}. */
  void restart() {
    script("restart");
  }

  /** Output of a command that was run in its network namespace. */
  String inside(String... command) {
    List<String> words = new ArrayList<>(List.of("inside", directory.toString()));
    words.addAll(Arrays.asList(command));
    return script(words);
  }

  /** Ends it with its containers, and removes all of it. */
  @Override
  public void close() {
    try {
      docker.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot leave the engine in " + directory, e);
    } finally {
      script("stop");
    }
    try {
      Files.delete(directory.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory.getParent(), e);
    }
  }

  private void script(String word) {
    script(List.of(word, directory.toString()));
  }

  private static String script(List<String> words) {
    List<String> command = new ArrayList<>(List.of(path("build/live/engine.sh")));
    command.addAll(words);
    try {
      // Not a pipe: the engine would keep it open.
      Path output = Files.createTempFile("engine", ".out");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) {
          process.destroyForcibly();
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        if (!ended || process.exitValue() != 0) {
          throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
        }
        return said;
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }

  /** A file of the build, from the folder of a module, where tests run. */
  static String path(String file) {
    return new File("..", file).toPath().toAbsolutePath().normalize().toString();
  }
}
