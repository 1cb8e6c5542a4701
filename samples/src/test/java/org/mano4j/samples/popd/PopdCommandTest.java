package org.mano4j.samples.popd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.pop.Surroundings;

class PopdCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @ParameterizedTest(name = "popd {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --listen 60000           | --listen must be an address
          --profile-addr :6060     | --profile-addr is not supported
          --fly                    | '--fly'
          """)
  void wrongUsageIsASentence(String line, String sentence) {
    assertThat(run(Map.of(), line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(text()).startsWith("error:  ").contains(sentence).hasLineCount(1);
  }

  @Test
  void somebodyMustBeAbleToLogIn() {
    assertThat(run(Map.of())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(text())
        .startsWith("error:  neither a config file nor POPD_AUTH env variable is set")
        .hasLineCount(1);
  }

  @Test
  void aFileWithoutUsersIsNoUse() throws IOException {
    Path file = Files.writeString(folder.resolve("a.toml"), "PopName = 'a'");

    assertThat(run(Map.of(), "--cfg", file.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(text()).contains("names no user", "popd init").hasLineCount(1);
  }

  @Test
  void everyMistakeOfTheFileHasALine() throws IOException {
    Path file = Files.writeString(folder.resolve("a.toml"), "LogLevel = 9\nPopNam = 'a'");

    assertThat(run(Map.of(), "--config", file.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(text())
        .startsWith("error:  the configuration in a.toml has 2 mistakes:")
        .contains("a.toml:1: LogLevel", "a.toml:2: PopNam")
        .hasLineCount(3);
  }

  @Test
  void whatOnlyTheBackendRefusesIsAMistakeOfTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.toml"), "Images = ['Not An Image']");

    assertThat(
            run(
                Map.of("POPD_AUTH", "a:b"),
                "--config",
                file.toString(),
                "--state",
                folder.resolve("state").toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(text()).startsWith("error:  the configuration cannot be used: ").hasLineCount(1);
  }

  @Test
  void aFileThatIsNotThereIsToldWithItsPath() {
    Path file = folder.resolve("none.toml");

    assertThat(run(Map.of(), "--config", file.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(text()).contains("there is no file " + file);
  }

  @Test
  void anEngineThatIsNotThereIsASentence() throws IOException {
    Path state = folder.resolve("state");
    int code =
        run(
            Map.of("POPD_AUTH", "a:b", "DOCKER_HOST", "unix://" + folder.resolve("no.sock")),
            "--listen",
            "127.0.0.1:0",
            "--state",
            state.toString());

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(text().lines().filter(line -> !line.startsWith("INFO ")))
        .singleElement()
        .asString()
        .startsWith("error:  ");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
        .isEqualTo("rwx------");
  }

  @Test
  void aStateDirectoryThatCannotBeMadeIsASentence() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(run(Map.of("POPD_AUTH", "a:b"), "--state", file.resolve("state").toString()))
        .isEqualTo(ExitCode.FAILED);
    assertThat(text()).contains("cannot make the state directory", "--state").hasLineCount(1);
  }

  private int run(Map<String, String> environment, String... arguments) {
    return PopdCommand.run(new Surroundings(environment, out, err, false, false, ""), arguments);
  }

  private String text() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
