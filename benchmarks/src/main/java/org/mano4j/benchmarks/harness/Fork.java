package org.mano4j.benchmarks.harness;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A JVM in which a trial measures once. It ends with this one, whatever ends this one.
 *
 * @param trial what to measure
 * @param options of the JVM, after those that every fork has
 */
public record Fork(Class<? extends Trial> trial, List<String> options) {

  /** More than any fork takes. */
  private static final long MINUTES = 15;

  /** More than it takes until {@link ForkMain} gives up. */
  private static final long SECONDS_TO_END = 25;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the options. */
  public Fork {
    options = List.copyOf(options);
  }

  List<Sample> measure(TrialInput input) throws InterruptedException {
    try (Leftover<Running> fork = Leftover.of(new Running())) {
      return measure(input, fork.it());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot measure " + trial.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  private List<Sample> measure(TrialInput input, Running fork)
      throws IOException, InterruptedException {
    Path result = fork.folder.path().resolve("samples.json");
    Path log = fork.folder.path().resolve("log");
    Process process = fork.start(command(fork.folder.path(), result), log);
    try {
      OutputStream toFork = process.getOutputStream();
      toFork.write(JSON.writeValueAsBytes(input));
      toFork.write('\n');
      toFork.flush();
    } catch (IOException e) {
      process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
      throw failed("does not listen (" + e.getMessage() + ")", log);
    }
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      throw failed("did not end in " + MINUTES + " minutes", log);
    }
    if (process.exitValue() != 0) {
      throw failed("ended with " + process.exitValue(), log);
    }
    return JSON.readValue(result.toFile(), new TypeReference<>() {});
  }

  private List<String> command(Path folder, Path result) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms1g",
            "-Xmx1g",
            "-Djava.io.tmpdir=" + folder,
            "-Dslf4j.internal.verbosity=warn",
            "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("mano4j."))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ForkMain.class.getName(),
            trial.getName(),
            result.toString()));
    return command;
  }

  private IllegalStateException failed(String how, Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return new IllegalStateException(
        "%s %s; its last lines:%n%s"
            .formatted(
                trial.getSimpleName(),
                how,
                String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()))));
  }

  /** The JVM, and the folder for all that it leaves. Idempotent. */
  private static final class Running implements AutoCloseable {

    private final TemporaryFolder folder = TemporaryFolder.create("mano4j-bench-");
    private volatile @Nullable Process process;

    Running() throws IOException {}

    Process start(List<String> command, Path log) throws IOException {
      Process started =
          new ProcessBuilder(command)
              .redirectOutput(log.toFile())
              .redirectErrorStream(true)
              .start();
      process = started;
      return started;
    }

    /** The end of its input is its sign to remove what it has made, and to end. */
    @Override
    public void close() throws IOException {
      Process started = process;
      if (started != null) {
        end(started);
      }
      folder.close();
    }

    private static void end(Process process) throws IOException {
      try {
        process.getOutputStream().close();
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
