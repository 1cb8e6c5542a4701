package org.mano4j.samples.popd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.mano4j.samples.daemon.ProgramProcess;

/** The Pop, as a process of its own. */
final class PopdProcess implements AutoCloseable {

  private final ProgramProcess process;

  private PopdProcess(ProgramProcess process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param folder for what it logs
   * @param environment beside that of this process
   */
  static PopdProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    return new PopdProcess(ProgramProcess.start(folder, environment, "popd", arguments));
  }

  /** Where it serves, once it does. */
  String address() throws IOException {
    String ready = process.ready();
    assertThat(ready).startsWith("at ");
    return ready.substring("at ".length());
  }

  /** The next line it prints. */
  String line() throws IOException {
    return process.line();
  }

  void signal(String name) throws IOException, InterruptedException {
    process.signal(name);
  }

  /** Its exit code. */
  int end() throws InterruptedException {
    return process.end();
  }

  /** What it has written to standard error. */
  String log() {
    return process.log();
  }

  @Override
  public void close() {
    process.close();
  }
}
