package org.mano4j.samples.popd;

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

/** The program, as a process of its own. */
final class PopdProcess implements AutoCloseable {

  private static final long SECONDS = 60;

  private final Process process;
  private final BufferedReader out;
  private final Path err;

  private PopdProcess(Process process, Path err) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param folder for what it logs
   * @param environment beside that of this process
   */
  static PopdProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Mano4j.class.getName(),
                "popd"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("POPD_AUTH");
    builder.environment().putAll(environment);
    Path err = Files.createTempFile(folder, "popd", ".log");
    return new PopdProcess(builder.redirectError(err.toFile()).start(), err);
  }

  /** Where it serves, once it does. */
  String address() throws IOException {
    String line = out.readLine();
    assertThat(line).as(() -> "the line of a Pop that is ready; it logged: " + log()).isNotNull();
    assertThat(line).startsWith("ready at ").endsWith("; interrupt to end");
    return line.substring("ready at ".length(), line.indexOf(';'));
  }

  /** The next line it prints. */
  String line() throws IOException {
    return out.readLine();
  }

  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
    assertThat(kill.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** Its exit code. */
  int end() throws InterruptedException {
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as(this::log).isTrue();
    return process.exitValue();
  }

  /** What it has written to standard error. */
  String log() {
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
