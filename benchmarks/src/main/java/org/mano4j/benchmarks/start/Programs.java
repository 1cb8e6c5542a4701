package org.mano4j.benchmarks.start;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.mano4j.benchmarks.harness.TemporaryFolder;

/** Programs that are measured, and a folder for what they leave. All end with this one. */
final class Programs implements AutoCloseable {

  private static final long SECONDS = 60;

  private final TemporaryFolder folder;
  private final Map<String, String> environment;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private final Thread end = new Thread(this::end, "bench-programs-end");

  /**
   * None yet.
   *
   * @param environment for all of them, beside what they say
   */
  Programs(Map<String, String> environment) throws IOException {
    this.folder = TemporaryFolder.create("mano4j-start-");
    this.environment = Map.copyOf(environment);
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** Where they write to. */
  Path folder() {
    return folder.path();
  }

  /** Runs one to its end. */
  Ended run(Command command) throws IOException, InterruptedException {
    Path out = folder.path().resolve("out-" + count.incrementAndGet());
    Path err = folder.path().resolve("err-" + count.incrementAndGet());
    long began = System.nanoTime();
    Process process = begin(command, ProcessBuilder.Redirect.to(out.toFile()), err);
    try {
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      long nanos = System.nanoTime() - began;
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(
            "%s %s: %s"
                .formatted(
                    name(command),
                    ended
                        ? "ended with " + process.exitValue()
                        : "did not end in " + SECONDS + " s",
                    Files.readString(err)));
      }
      return new Ended(nanos / 1e6, Files.readString(out));
    } finally {
      stop(process);
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  /** Starts one that serves, and waits until it says so. */
  Serving serve(Command command) throws IOException {
    Path err = folder.path().resolve("err-" + count.incrementAndGet());
    long began = System.nanoTime();
    Process process = begin(command, ProcessBuilder.Redirect.PIPE, err);
    CompletableFuture<Void> late =
        CompletableFuture.runAsync(
            process::destroyForcibly, CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS));
    String line = process.inputReader().readLine();
    late.cancel(false);
    double millis = (System.nanoTime() - began) / 1e6;
    if (line == null || !line.startsWith("ready ")) {
      stop(process);
      throw new IllegalStateException(name(command) + " does not serve: " + Files.readString(err));
    }
    return new Serving(millis, line, process, () -> stop(process));
  }

  private Process begin(Command command, ProcessBuilder.Redirect out, Path err) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command.words())
            .directory(folder.path().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(out)
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(MANO4J|POP|POPD|JAVA)_.*"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("RUNTIME_DIRECTORY", folder.path().toString());
    builder.environment().putAll(environment);
    builder.environment().putAll(command.environment());
    Process process = builder.start();
    running.add(process);
    return process;
  }

  /** Asks it to end; what does not in time is killed. */
  private void stop(Process process) {
    running.remove(process);
    process.toHandle().destroy();
    boolean interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    List.copyOf(running).forEach(this::stop);
    folder.close();
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(end);
  }

  private static String name(Command command) {
    List<String> words = command.words();
    int path = words.indexOf("-cp");
    return String.join(" ", path < 0 ? words : words.subList(path + 2, words.size()));
  }

  /**
   * One that has ended well.
   *
   * @param millis from its start to its end
   * @param out what it printed
   */
  record Ended(double millis, String out) {}

  /**
   * One that serves.
   *
   * @param millis from its start until it said so
   * @param line what it said
   */
  record Serving(double millis, String line, Process process, Runnable stop)
      implements AutoCloseable {

    @Override
    public void close() {
      stop.run();
    }
  }
}
