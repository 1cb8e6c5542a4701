package org.mano4j.benchmarks.published;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A program in a JVM of its own, with the options that all of them have. Its standard input ends
 * with this JVM, which is its sign to end, too.
 */
public final class Program implements AutoCloseable {

  /** The same for all, so that none is better off. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xms512m",
          "-Xmx512m",
          // Dates as Java 8 wrote them, which is what the published libraries read.
          "-Djava.locale.providers=COMPAT",
          "-Duser.language=en",
          "-Duser.country=US",
          "-Duser.timezone=UTC",
          // Their Gson reads exceptions by their fields.
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          // What nobody reads is not written; the published ones have other settings for this.
          "-Dslf4j.internal.verbosity=warn",
          "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

  private static final long POLL_MILLIS = 50;

  private final String main;
  private final Process process;
  private final Path log;
  private final PrintStream input;
  private final BufferedReader output;

  private Program(String main, Process process, Path log) {
    this.main = main;
    this.process = process;
    this.log = log;
    this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts one; what it prints to standard error is kept until {@link #close}. */
  public static Program start(String classPath, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    Path log = Files.createTempFile("mano4j-bench-", ".log");
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    return new Program(main, process, log);
  }

  /** Waits until something is so that the program does. */
  public void await(String what, BooleanSupplier condition, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw failed("ended with " + process.exitValue() + " before " + what);
      }
      if (System.nanoTime() > end) {
        throw failed("took more than " + atMost.toSeconds() + " s: " + what);
      }
    }
  }

  /** The time that processors have spent on it so far. */
  public Duration processorTime() {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> failed("does not tell how much processor time it took"));
  }

  /** Writes a line to its standard input, and waits for one that it prints. */
  public String ask(String line) throws IOException {
    input.println(line);
    String answer = output.readLine();
    if (answer == null) {
      throw failed("gave no answer to '" + line + "'");
    }
    return answer;
  }

  private IllegalStateException failed(String how) {
    return new IllegalStateException(main + " " + how + "; its last lines:\n" + lastLines());
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }

  /** Ends it at once. */
  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new IllegalStateException("cannot delete " + log, e);
    }
  }
}
