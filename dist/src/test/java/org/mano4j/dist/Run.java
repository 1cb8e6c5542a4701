package org.mano4j.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the archive that runs, started by its script. */
final class Run implements AutoCloseable {

  private static final long SECONDS = 60;

  private final Process process;
  private final BufferedReader out;
  private final Path err;

  private Run(Process process, Path err) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param folder where it is started, and what it writes goes
   * @param environment beside that of this process
   * @param command a script, and what follows it
   */
  static Run of(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(MANO4J|POP|JAVA)_.*"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("RUNTIME_DIRECTORY", folder.toString());
    builder.environment().putAll(environment);
    Path err = Files.createTempFile(folder, "err", ".log");
    return new Run(builder.redirectError(err.toFile()).start(), err);
  }

  /** Where or as what it serves, once it does. */
  String ready() throws IOException {
    String line = out.readLine();
    assertThat(line).as(this::err).isNotNull().startsWith("ready ");
    return line.substring("ready ".length(), line.lastIndexOf(';'));
  }

  /** All that it still prints to standard output. */
  String rest() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  /** Tells it to end as an init system does; its exit code. */
  int terminate() throws InterruptedException {
    process.toHandle().destroy();
    return end();
  }

  /** Its exit code. */
  int end() throws InterruptedException {
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as(this::err).isTrue();
    return process.exitValue();
  }

  /** What it has written to standard error. */
  String err() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      return "nothing that can be read: " + e;
    }
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
