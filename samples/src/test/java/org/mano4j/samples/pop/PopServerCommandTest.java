package org.mano4j.samples.pop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.Mano4j;

class PopServerCommandTest {

  @RegisterExtension private final ServedPop pop = new ServedPop();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest(name = "pop-server {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --port 70000               | --port is to be 0 to 65535
          --user nobody              | malformed auth string
          --tls-cert a.pem           | TLS needs both --tls-cert and --tls-key
          --tls-client-ca a.pem      | TLS needs both --tls-cert and --tls-key
          --fly                      | '--fly'
          """)
  void wrongUsageIsASentence(String line, String sentence) {
    assertThat(run(line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).startsWith("error:  ").contains(sentence).hasLineCount(1);
    assertThat(text(out)).isEmpty();
  }

  @Test
  void aPortThatIsTakenIsAFailure() {
    String port = pop.address().substring(pop.address().lastIndexOf(':') + 1);

    assertThat(run("--port", port, "--user", "a:b")).isEqualTo(ExitCode.FAILED);
    assertThat(text(err)).startsWith("error:  ").contains(port, "cannot listen").hasLineCount(1);
  }

  @Test
  void servesWhomItHasTellsThePasswordOfAndEndsWellWhenToldTo() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Mano4j.class.getName(),
            "pop-server",
            "--port",
            "0");
    builder.environment().remove("POP_AUTH");
    Process server = builder.start();
    try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
      String auth = after("export POP_AUTH=", lines);
      String address = after("ready at ", lines).replaceFirst(";.*", "");

      PopTerminal terminal = new PopTerminal().set("POP_AUTH", auth).set("POP_HOST", address);
      assertThat(terminal.run("spawn", "image=any:1", "name=web")).isZero();

      server.toHandle().destroy();
      assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isZero();
      assertThat(lines.readLine()).isEqualTo("ended; nothing was left undone");
    } finally {
      server.destroyForcibly();
    }
  }

  private static String after(String begin, BufferedReader lines) throws IOException {
    String line = lines.readLine();
    assertThat(line).startsWith(begin);
    return line.substring(begin.length());
  }

  private int run(String... arguments) {
    return PopServerCommand.run(new Surroundings(Map.of(), out, err, false, false, ""), arguments);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
