package org.mano4j.pop.server.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mano4j.pop.PopEndpoint;

/** A {@link CrashServer}, seen from outside. */
final class ServerProcess implements AutoCloseable {

  private final Path errors;
  private final Process process;
  private final BufferedReader output;
  private final Writer input;

  ServerProcess(Path root, boolean sync, ServerArchive archive) throws IOException {
    this(root, sync, "-XX:SharedArchiveFile=", archive);
  }

  /** One that uses or makes the archive, as the option of the JVM says. */
  ServerProcess(Path root, boolean sync, String option, ServerArchive archive) throws IOException {
    errors = root.resolve("errors");
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xlog:disable",
                    "-Xlog:all=warning:stderr",
                    option + archive.file(),
                    "-Xmx256m",
                    "-cp",
                    archive.classPath(),
                    CrashServer.class.getName(),
                    root.resolve("state").toString(),
                    root.resolve("backend").toString(),
                    String.valueOf(sync)))
            .redirectError(errors.toFile())
            .start();
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    input = process.outputWriter(StandardCharsets.UTF_8);
  }

  long pid() {
    return process.pid();
  }

  /** Lets it begin. */
  ServerProcess go() throws IOException {
    input.write("go\n");
    input.flush();
    return this;
  }

  /** Where it listens, once it does. */
  PopEndpoint endpoint() throws IOException {
    return PopEndpoint.of("localhost", Integer.parseInt(read("port")));
  }

  /** How many addresses are in use. */
  int addressesInUse() throws IOException {
    return Integer.parseInt(stats()[1]);
  }

  /** How many containers there are. */
  int containers() throws IOException {
    return Integer.parseInt(stats()[0]);
  }

  /**
   * Kills it, but not before this time has passed.
   *
   * @param killed set before
   */
  void kill(long millis, AtomicBoolean killed) throws InterruptedException {
    if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the server has ended by itself: " + said());
    }
    killed.set(true);
    close();
  }

  /** Lets it end by itself. */
  void end() throws IOException, InterruptedException {
    input.close();
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError("the server does not end as told: " + said());
    }
  }

  @Override
  public void close() {
    // SIGKILL, on the systems this runs on.
    process.destroyForcibly();
    process.onExit().join();
  }

  private String[] stats() throws IOException {
    input.write("stats\n");
    input.flush();
    return read("stats").split(" ");
  }

  private String read(String what) throws IOException {
    String line = output.readLine();
    if (line == null || !line.startsWith(what + " ")) {
      throw new AssertionError("the server says " + line + " for its " + what + ": " + said());
    }
    return line.substring(what.length() + 1);
  }

  private String said() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
