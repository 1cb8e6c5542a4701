package org.mano4j.peers;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program on the published libraries, in a JVM that has theirs and not ours. */
final class PeerProgram implements AutoCloseable {

  private final Process process;
  private final Path log;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private PeerProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.reader = new Thread(this::read, "peer-program-output");
    reader.setDaemon(true);
    reader.start();
  }

  static PeerProgram start(String name, List<String> arguments) throws IOException {
    Path programs = Path.of("..", "programs", "target");
    Path log = Files.createTempFile(Path.of("target"), name + "-", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            // Dates as Java 8 wrote them; Java 23 and newer cannot, and say so in the log.
            "-Djava.locale.providers=COMPAT",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Duser.timezone=UTC",
            // Gson 2.8 reads exceptions by their fields.
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "-cp",
            programs.resolve("classes")
                + System.getProperty("path.separator")
                + Files.readString(programs.resolve("classpath")).trim(),
            "org.mano4j.peers." + name));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    process.getOutputStream().close();
    return new PeerProgram(process, log);
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      output.lines().forEach(lines::add);
    } catch (UncheckedIOException | IOException e) {
      lines.add("output ends: " + e.getMessage());
    }
  }

  /** What it has printed so far. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits until it ends by itself; all that it has printed. */
  List<String> output(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      fail("the program did not end in " + seconds + " s; it printed " + lines + endOfLog());
    }
    reader.join(TimeUnit.SECONDS.toMillis(seconds));
    if (process.exitValue() != 0) {
      fail("the program ended with " + process.exitValue() + endOfLog());
    }
    return lines();
  }

  String endOfLog() {
    try (Stream<String> all = Files.lines(log)) {
      List<String> kept = all.collect(Collectors.toList());
      return "\n" + String.join("\n", kept.subList(Math.max(0, kept.size() - 30), kept.size()));
    } catch (IOException e) {
      return "\nits log " + log + " cannot be read: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    end();
  }

  /** Asks it to end, as a service manager does, and waits. */
  void end() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
