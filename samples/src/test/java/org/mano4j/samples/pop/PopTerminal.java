package org.mano4j.samples.pop;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Where a test types {@code pop} and reads what it prints. */
final class PopTerminal {

  private final Map<String, String> environment = new HashMap<>();
  private ByteArrayOutputStream out = new ByteArrayOutputStream();
  private ByteArrayOutputStream err = new ByteArrayOutputStream();
  private boolean terminal;

  PopTerminal set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** As if a person looked at it. */
  PopTerminal isTerminal() {
    terminal = true;
    return this;
  }

  /** The exit code. */
  int run(String... arguments) {
    out = new ByteArrayOutputStream();
    err = new ByteArrayOutputStream();
    return PopCommand.run(
        new Surroundings(environment, out, err, terminal, terminal, "/opt/mano4j's/mano4j"),
        arguments);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
