package org.mano4j.samples.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program of the launcher as a process of its own, whose output is kept. */
final class DaemonProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(50);
  private static final Pattern READY = Pattern.compile("(?m)^ready (.*); interrupt to end$");
  private static final Pattern MONITOR =
      Pattern.compile("metrics and health are at (http://\\S+/)");

  private final String name;
  private final Path output;
  private final Process process;

  private DaemonProcess(String name, Path output, Process process) {
    this.name = name;
    this.output = output;
    this.process = process;
  }

  /**
   * Starts one; it may not be ready yet.
   *
   * @param folder for its output
   * @param environment beside that of this process
   * @param arguments the word, and what follows it
   */
  static DaemonProcess start(
      Path folder, String name, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName()));
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile(folder, name, ".log");
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().keySet().removeIf(key -> key.startsWith("MANO4J_"));
      builder.environment().putAll(environment);
      return new DaemonProcess(name, output, builder.redirectOutput(output.toFile()).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it serves; where, or as what. */
  String awaitReady() {
    await(name)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .failFast(this + " has ended", () -> !process.isAlive())
        .until(() -> READY.matcher(log()).find());
    Matcher ready = READY.matcher(log());
    return ready.find() ? ready.group(1) : "";
  }

  /** Ends it at once and without a word, as {@code kill -9} does; returns when it is gone. */
  void kill() {
    process.destroyForcibly().onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Tells it to end, and waits for that; its exit code. */
  int terminate() {
    process.toHandle().destroy(); // the process itself would close its standard input first
    return process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().exitValue();
  }

  /** The sum of a metric over those of its labels that contain this text. */
  double metric(String metric, String label) {
    try {
      String text =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(monitor() + "metrics"))
                      .timeout(PATIENCE)
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      return text.lines()
          .filter(line -> line.startsWith(metric) && line.contains(label))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + name + " was asked", e);
    }
  }

  /** Where it tells its metrics, as it says before it is ready. */
  private String monitor() {
    return MONITOR
        .matcher(log())
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(this + " does not say where its metrics are"));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  String name() {
    return name;
  }

  /** What it has written so far, to both. */
  String log() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  @Override
  public String toString() {
    return "----- %s (process %d) wrote:%n%s".formatted(name, pid(), log());
  }
}
