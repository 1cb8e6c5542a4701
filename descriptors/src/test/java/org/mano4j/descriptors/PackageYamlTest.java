package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageYamlTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "an open list|name: a\\nimage:\\n  names: [a\\nversion: 1|4|8",
        "a tab|name: a\\nimage:\\n\\tupload: x|3|1",
        "an alias|name: &n a\\ndescription: *n|2|14",
        "a control character|name: a\\ntag: b\u0007|2|7",
        "a second document|name: a\\n---\\nname: b|3|1",
        "nothing||1|1",
        "a comment|# nothing|1|1",
        "a list for a text|name: a\\ntag: [1]|2|6",
        "a text for a mapping|name: a\\nimage: b|2|8",
        "no mapping|a text|1|1",
        "an unknown escape|name: \"a\\q\"|1|10",
      })
  void tellsTheLineAndColumn(String what, String yaml, int line, int column) {
    byte[] bytes =
        (yaml == null ? "" : yaml.replace("\\n", "\n").replace("\\t", "\t"))
            .getBytes(StandardCharsets.UTF_8);
    PackageTar tar = PackageTar.sound().remove("Metadata.yaml").add("Metadata.yaml", bytes);

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(tar::read)
        .withMessageContaining("entry 'Metadata.yaml', line " + line + ", column " + column + ": ")
        .satisfies(
            e -> {
              assertThat(e.line()).hasValue(line);
              assertThat(e.column()).hasValue(column);
              assertThat(e.getMessage()).doesNotContain("\n");
            });
  }

  @Test
  void refusesOtherEncodings() {
    PackageTar tar =
        PackageTar.sound()
            .remove("Metadata.yaml")
            .add("Metadata.yaml", "name: é".getBytes(StandardCharsets.ISO_8859_1));

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(tar::read)
        .withMessageContaining("line 1, column 7: it cannot be read: it is not UTF-8");
  }

  @Test
  void quotesNoContentInItsErrors() {
    PackageTar tar =
        PackageTar.sound().remove("Metadata.yaml").add("Metadata.yaml", "a: secret\nb: [secret");

    assertThatExceptionOfType(PackageException.class)
        .isThrownBy(tar::read)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
  }

  @Test
  void expandsNothing() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
    }

    refusedSoon(laughs.toString());
  }

  @Test
  void isDeepInNothing() {
    refusedSoon("a: " + "[".repeat(100_000));
    refusedSoon("a: " + "{a: ".repeat(50_000));
    refusedSoon("- ".repeat(100_000));
    refusedSoon("? ".repeat(100_000));
    refusedSoon("!".repeat(200_000));
    refusedSoon("a: \"" + "x".repeat(300_000) + "\"");
    refusedSoon("[" + "a,".repeat(100_000));
  }

  private static void refusedSoon(String yaml) {
    PackageTar tar = PackageTar.sound().remove("Metadata.yaml").add("Metadata.yaml", yaml);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            assertThatExceptionOfType(PackageException.class)
                .isThrownBy(tar::read)
                .satisfies(e -> assertThat(e.entry()).hasValue("Metadata.yaml")));
  }

  @Test
  void nonsenseHarmsNobody() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String sound = PackageTar.sound().text("Metadata.yaml");
    String odd = "\n\t :-[]{}&*!|>'\"%@`#?,\\\u00e9\u0085\ufeff";

    for (int i = 0; i < 2000; i++) {
      StringBuilder yaml = new StringBuilder(sound);
      for (int n = random.nextInt(5); n >= 0; n--) {
        int at = random.nextInt(yaml.length());
        yaml.replace(
            at,
            Math.min(yaml.length(), at + random.nextInt(3)),
            odd.charAt(random.nextInt(odd.length())) + "");
      }
      byte[] tar =
          PackageTar.sound().remove("Metadata.yaml").add("Metadata.yaml", yaml.toString()).bytes();
      Throwable thrown = catchThrowable(() -> PackageTar.read(tar));
      if (thrown != null) {
        assertThat(thrown).as("seed %d, round %d", seed, i).isInstanceOf(PackageException.class);
      }
      assertThat(PackageTar.validate(tar).descriptor().isPresent())
          .as("seed %d, round %d", seed, i)
          .isEqualTo(thrown == null);
    }
  }
}
