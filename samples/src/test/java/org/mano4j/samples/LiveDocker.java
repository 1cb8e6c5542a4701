package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The engine of the live tests beside the Pop: what {@code docker} says, and the SIPp images. */
final class LiveDocker {

  private static final Path IMAGES = Path.of("sipp", "images", "build-offline.sh");

  private LiveDocker() {}

  static URI uri() {
    return URI.create(System.getProperty("mano4j.docker", "unix:///var/run/docker.sock"));
  }

  /** What the command prints on standard output; fails if it fails. */
  static String docker(String... words) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(Arrays.asList(words));
    return run(command, 120);
  }

  /** What it prints when it is run in a container. */
  static String inside(String container, String script) {
    return docker("exec", "-t", container, "sh", "-c", script).replace("\r\n", "\n");
  }

  /** Makes those that are not there; the other tests on this engine find them. */
  static void makeSippImages() {
    List<String> command = new ArrayList<>();
    if (!System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("sudo", "-n", "DOCKER_HOST=" + uri()));
    }
    command.addAll(List.of("sh", IMAGES.toString()));
    // Test classes run in several JVMs at once; the second one finds what the first has made.
    try (FileChannel file =
            FileChannel.open(
                Path.of("target", "sipp-images.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock alone = file.lock()) {
      assertThat(alone.isValid()).isTrue();
      run(command, 400);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock the SIPp images", e);
    }
  }

  private static String run(List<String> command, long seconds) {
    try {
      File output = Files.createTempFile("live-docker", ".txt").toFile();
      File errors = Files.createTempFile("live-docker", ".txt").toFile();
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command).redirectOutput(output).redirectError(errors);
        builder.environment().put("DOCKER_HOST", uri().toString());
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException(command + " takes more than " + seconds + " s");
        }
        if (process.exitValue() != 0) {
          throw new IllegalStateException(
              command + " ended with " + process.exitValue() + ": " + text(errors) + text(output));
        }
        return text(output);
      } finally {
        Files.delete(output.toPath());
        Files.delete(errors.toPath());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + command, e);
    }
  }

  private static String text(File file) throws IOException {
    return Files.readString(file.toPath(), StandardCharsets.UTF_8);
  }
}
