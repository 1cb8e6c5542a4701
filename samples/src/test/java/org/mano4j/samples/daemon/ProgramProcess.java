package org.mano4j.samples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mano4j.samples.Mano4j;

/** A program of the command line, as a process of its own. */
public final class ProgramProcess implements AutoCloseable {

  private static final long SECONDS = 60;

  private final Process process;
  private final BufferedReader out;
  private final Path err;

  private ProgramProcess(Process process, Path err) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param folder for what it logs, and for its health socket
   * @param environment beside that of this process
   */
  public static ProgramProcess start(
      Path folder, Map<String, String> environment, String word, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Mano4j.class.getName(),
                word));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("POPD_AUTH");
    builder.environment().put("RUNTIME_DIRECTORY", folder.toString());
    builder.environment().putAll(environment);
    Path err = Files.createTempFile(folder, word, ".log");
    return new ProgramProcess(builder.redirectError(err.toFile()).start(), err);
  }

  /** Where or as what it serves, once it does. */
  public String ready() throws IOException {
    String line = out.readLine();
    assertThat(line)
        .as(() -> "the line of a program that is ready; it logged: " + log())
        .isNotNull();
    assertThat(line).startsWith("ready ").endsWith("; interrupt to end");
    return line.substring("ready ".length(), line.lastIndexOf(';'));
  }

  /** The next line it prints. */
  public String line() throws IOException {
    return out.readLine();
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Sends it a signal, such as {@code TERM}. */
  public void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
    assertThat(kill.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** Its exit code. */
  public int end() throws InterruptedException {
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as(this::log).isTrue();
    return process.exitValue();
  }

  /** What it has written to standard error. */
  public String log() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      return "nothing that can be read: " + e;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
