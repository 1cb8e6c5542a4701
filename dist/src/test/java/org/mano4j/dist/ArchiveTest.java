package org.mano4j.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of the archive, as far as they come without a broker and an engine. */
class ArchiveTest {

  @TempDir private static Path folder;

  private static Archive archive;

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    archive = Archive.unpackedIn(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"popd", "plugind", "vnfmd", "all", "pop", "pop-check", "mano4j"})
  void everyProgramHasHelp(String program) throws Exception {
    try (Run run = run(Map.of(), program, "--help")) {
      assertThat(run.rest()).containsIgnoringCase("usage:").contains(program);
      assertThat(run.end()).as(run::err).isZero();
      assertThat(run.err()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"popd", "plugind", "vnfmd", "all", "mano4j"})
  void programsThatServeTellTheirVersion(String program) throws Exception {
    try (Run run = run(Map.of(), program, "--version")) {
      assertThat(run.rest()).matches("mano4j \\d+\\.\\d+.* \\(Java .*\\)\n");
      assertThat(run.end()).isZero();
    }
  }

  @Test
  void aLinkToAScriptIsAsGoodAsTheScript() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("another name"), archive.script("popd"));

    try (Run run = Run.of(folder, Map.of(), List.of(link.toString(), "--version"))) {
      assertThat(run.rest()).startsWith("mano4j ");
      assertThat(run.end()).as(run::err).isZero();
    }
  }

  @Test
  void argumentsArriveAsTheyWereGiven() throws Exception {
    try (Run run = run(Map.of(), "plugind", "--config", "no 'such' $HOME  file.toml")) {
      assertThat(run.end()).isEqualTo(2);
      assertThat(run.err()).contains("no 'such' $HOME  file.toml");
    }
  }

  @Test
  void wrongUsageIsNoReasonToStartAgain() throws Exception {
    try (Run run = run(Map.of(), "vnfmd", "--nonsense")) {
      assertThat(run.end()).isEqualTo(64);
    }
  }

  @Test
  void theSampleConfigurationIsUnderstoodAndWhatIsMissingIsTheBroker() throws Exception {
    Map<String, String> nobody =
        Map.of("MANO4J_AMQP_PORT", "1", "MANO4J_AMQP_CONNECT_ATTEMPTS", "1");
    String config = archive.home().resolve("config/plugind.toml").toString();

    try (Run run = run(nobody, "plugind", "--config", config)) {
      assertThat(run.end()).isEqualTo(1);
      assertThat(run.err()).contains("cannot connect to broker amqp://localhost:1");
    }
  }

  @Test
  void optionsForOneProgramReachItsJvmAlone() throws Exception {
    Map<String, String> wrong = Map.of("JAVA_OPTS_POP_CHECK", "-XX:NoSuchOption");

    try (Run run = run(wrong, "pop-check", "--help")) {
      assertThat(run.end()).isEqualTo(1);
      assertThat(run.rest() + run.err()).contains("NoSuchOption");
    }
    try (Run run = run(wrong, "pop", "--help")) {
      assertThat(run.end()).isZero();
    }
  }

  @Test
  void aJavaThatIsNotThereIsNamed() throws Exception {
    try (Run run = run(Map.of("JAVA_HOME", "/no/such/folder"), "popd", "--version")) {
      assertThat(run.end()).isEqualTo(1);
      assertThat(run.err()).contains("/no/such/folder").contains("Java runtime 17");
    }
  }

  private static Run run(Map<String, String> environment, String program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(archive.script(program).toString()));
    command.addAll(List.of(arguments));
    return Run.of(folder, environment, command);
  }
}
