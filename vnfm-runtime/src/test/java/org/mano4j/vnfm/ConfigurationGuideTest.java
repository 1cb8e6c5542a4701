package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.config.Config;

/** The guide, its example and the code know the same keys. */
class ConfigurationGuideTest {

  private static final Path DOCS = docs();

  @TempDir Path folder;

  private static Path docs() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/vnfm.toml"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs");
  }

  /** The example with all its keys, and the files it names. */
  private Path uncommented() throws IOException {
    for (String name : List.of("ca.pem", "vnfm.pem", "vnfm-key.pem")) {
      Files.writeString(folder.resolve(name), "");
    }
    String example = Files.readString(DOCS.resolve("vnfm.toml"));
    return Files.writeString(
        folder.resolve("vnfm.toml"),
        Pattern.compile("^# (?=[a-z-]+ = )", Pattern.MULTILINE).matcher(example).replaceAll(""));
  }

  @Test
  void theExampleIsRead() {
    VnfmConfig.builder(new VnfmHandler() {}, Config.read(DOCS.resolve("vnfm.toml"), Map.of()))
        .build()
        .close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"amqp", "rest"})
  void everyKeyOfTheExampleIsKnownAndItsValueAllowed(String channel) throws IOException {
    Config config = Config.read(uncommented(), Map.of("MANO4J_VNFM_CHANNEL", channel));

    VnfmConfig.builder(new VnfmHandler() {}, config).build().close();
  }

  @Test
  void theGuideHasTheKeysOfTheExampleAndTheirVariables() throws IOException {
    String guide = Files.readString(DOCS.resolve("configuration.md"));

    List<String> documented = new ArrayList<>();
    for (String[] key :
        keys(guide, "## \\[(.+)]", "\\| `([a-z-]+)` \\|.*\\| `(MANO4J_[A-Z_]+)` \\|.*")) {
      assertThat(key[1])
          .isEqualTo("MANO4J_" + key[0].toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
      // the guide has those of the programs, too
      if (key[0].matches("(vnfm|amqp|rest)\\..*") && !key[0].equals("vnfm.drain")) {
        documented.add(key[0]);
      }
    }
    List<String> shown =
        keys(Files.readString(uncommented()), "\\[(.+)]", "([a-z-]+) = ()?.*").stream()
            .map(key -> key[0])
            .toList();
    assertThat(documented).containsExactlyInAnyOrderElementsOf(shown).hasSizeGreaterThan(40);
  }

  private static List<String[]> keys(String text, String heading, String row) {
    List<String[]> keys = new ArrayList<>();
    String table = "";
    for (String line : text.lines().toList()) {
      Matcher begun = Pattern.compile(heading).matcher(line);
      Matcher key = Pattern.compile(row).matcher(line);
      if (begun.matches()) {
        table = begun.group(1);
      } else if (key.matches()) {
        keys.add(new String[] {table + "." + key.group(1), key.group(2)});
      }
    }
    return keys;
  }
}
