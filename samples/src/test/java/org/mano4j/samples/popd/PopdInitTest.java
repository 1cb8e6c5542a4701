package org.mano4j.samples.popd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.config.Config;
import org.mano4j.pop.server.PopUser;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.daemon.Netaddr;
import org.mano4j.samples.pop.Surroundings;

class PopdInitTest {

  private static final PopdOptions OPTIONS = new PopdOptions(null, null, null, false, false, null);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("popd.toml");
  }

  @Test
  void writesAFileThatOnlyItsOwnerReadsAndThatHoldsTheAnswers() throws IOException {
    assertThat(init("site \"1\"\n127.0.0.1:0\ntcp://engine:2375\nAn na\ngeheim\ngeheim\n"))
        .isZero();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).doesNotContain("geheim");
    PopdConfig config = read();
    assertThat(config.name()).isEqualTo("site \"1\"");
    assertThat(config.netaddr().socket().getPort()).isZero();
    assertThat(config.engine().address()).hasHost("engine");
    PopUser user = config.users().get(0);
    assertThat(user.name()).isEqualTo("An na");
    assertThat(user.password().matches("geheim")).isTrue();
    assertThat(text(out))
        .contains("start the Pop with --config " + file)
        .doesNotContain("./mano4j");
  }

  @Test
  void emptyAnswersTakeTheDefaults() throws IOException {
    assertThat(init("\n\n\n\ngeheim\ngeheim\n")).isZero();

    assertThat(read().name()).isEqualTo("docker-popd");
    assertThat(read().netaddr()).isEqualTo(Netaddr.DEFAULT);
    assertThat(read().users().get(0).name()).isEqualTo("admin");
  }

  /** So that nobody who uncomments a line changes more than it says. */
  @Test
  void theValuesInCommentsAreTheDefaults() throws IOException {
    init("\n\n\n\ngeheim\ngeheim\n");
    String written = Files.readString(file);
    String examples = "DockerdTLSPath|Images|TLS\\w+";
    String uncommented =
        Pattern.compile("(?m)^#(?!" + examples + ")(\\w+ = .*)$")
            .matcher(written.replaceAll("(?s)#\\[(Registries|Flavours).*?\n\n|#\\[Flavours.*", ""))
            .replaceAll("$1");

    assertThat(uncommented).doesNotContainPattern("(?m)^#Sync").contains("\nSync = true");
    Config config = Config.parse(uncommented, "popd.toml", Map.of());
    // as text: hashes of passwords are not equal
    assertThat(PopdConfig.read(config, Map.of(), OPTIONS)).hasToString(read().toString());
  }

  @Test
  void theExamplesAreTaken() throws IOException {
    String text = PopdTemplate.text();
    String flavours = text.substring(text.indexOf("#[Flavours")).replaceAll("(?m)^#", "");
    String images =
        Pattern.compile("(?m)^#(Images.*)$").matcher(text).results().toList().get(0).group(1);

    PopdConfig config =
        PopdConfig.read(
            Config.parse(images + "\n" + flavours, "popd.toml", Map.of()), Map.of(), OPTIONS);

    assertThat(config.flavours()).hasSize(1);
    assertThat(config.engine().images()).hasSize(2);
  }

  @Test
  void overwritesOnlyByForce() throws IOException {
    Files.writeString(file, "mine");

    assertThat(init("\n\n\n\ngeheim\ngeheim\n")).isEqualTo(ExitCode.FAILED);
    assertThat(text(err)).contains("is there already").contains("--force");
    assertThat(file).hasContent("mine");

    assertThat(init("\n\n\n\ngeheim\ngeheim\n", "--force")).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder)
        .isDirectoryContaining("glob:**popd.toml")
        .isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void writesNothingWhenThePasswordsDiffer() {
    assertThat(init("\n\n\n\ngeheim\nanders\n")).isEqualTo(ExitCode.FAILED);

    assertThat(text(err)).contains("the two passwords differ");
    assertThat(file).doesNotExist();
  }

  @Test
  void writesNothingThatWouldNotStart() {
    assertThat(init("\nhere\n\n\ngeheim\ngeheim\n")).isEqualTo(ExitCode.FAILED);

    assertThat(text(err)).contains("Netaddr must be an address of this machine and a port");
    assertThat(file).doesNotExist();
  }

  @Test
  void saysWhenTheAnswersEnd() {
    assertThat(init("\n\n")).isEqualTo(ExitCode.FAILED);

    assertThat(text(err)).contains("no answer to 'Docker Engine'");
  }

  private int init(String answers, String... more) {
    String[] arguments = new String[more.length + 3];
    System.arraycopy(new String[] {"init", "--config", file.toString()}, 0, arguments, 0, 3);
    System.arraycopy(more, 0, arguments, 3, more.length);
    return PopdCommand.run(
        new Surroundings(Map.of(), out, err, false, false, ""),
        new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
        arguments);
  }

  private PopdConfig read() {
    PopdOptions options = new PopdOptions(file, null, null, false, false, null);
    return new PopdSource(options, Map.of()).read();
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
