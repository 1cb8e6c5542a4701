package org.mano4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The types of values, from the file and from variables. */
class SettingTest {

  private enum Colour {
    RED,
    DARK_BLUE
  }

  @TempDir Path folder;

  private static Table file(String value) {
    return Config.parse("[t]\nk = " + value, "f", Map.of()).table("t");
  }

  private static Table variable(String value) {
    return Config.ofEnvironment(Map.of("MANO4J_T_K", value)).table("t");
  }

  private static void assertMistake(Table table, String text) {
    assertThatThrownBy(table::check).hasMessageContaining(": t.k " + text);
  }

  @ParameterizedTest
  @CsvSource({
    "1500, PT1.5S",
    "'\"30 s\"', PT30S",
    "'\"250ms\"', PT0.25S",
    "'\"10 min\"', PT10M",
    "'\"2 h\"', PT2H",
    "'\"7\"', PT0.007S"
  })
  void readsALengthOfTime(String value, Duration expected) {
    assertThat(file(value).duration("k", Duration.ZERO, Duration.ofHours(2)).required())
        .isEqualTo(expected);
    assertThat(
            variable(value.replace("\"", ""))
                .duration("k", Duration.ZERO, Duration.ofHours(2))
                .required())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "\"\"", "\"1 day\"", "\"9999999999999999 s\"", "\"1.5 s\"", "2.5"})
  void refusesWhatIsNoLengthOfTime(String value) {
    Table table = file(value);

    assertThat(table.duration("k", Duration.ofMillis(5), Duration.ofHours(1)).required())
        .isEqualTo(Duration.ofMillis(5));

    assertMistake(table, "must be milliseconds, or a whole number with a unit");
  }

  @Test
  void namesTheRangeOfALengthOfTime() {
    Table table = file("\"90 min\"");
    table.duration("k", Duration.ofMillis(1), Duration.ofMinutes(25)).required();

    assertMistake(table, "must be from 1 ms to 25 min, not 90 min");
  }

  @Test
  void readsANumberWithinItsRange() {
    assertThat(file("65535").integer("k", 1, 65535).required()).isEqualTo(65535);
    assertThat(variable(" 1 ").integer("k", 1, 65535).required()).isEqualTo(1);
  }

  @Test
  void refusesANumberThatIsNotWhole() {
    Table table = file("1.0");
    table.integer("k", 1, 2).optional();

    assertMistake(table, "must be a whole number, and is a number with a fraction");
  }

  @Test
  void readsTrueAndFalse() {
    assertThat(file("true").flag("k").required()).isTrue();
    assertThat(variable("FALSE").flag("k").orElse(true)).isFalse();
    Table yes = variable("yes");
    yes.flag("k").optional();
    assertMistake(yes, "must be true or false");
  }

  @Test
  void readsAChoiceWhateverItsCase() {
    assertThat(file("\"Dark-Blue\"").choice("k", Colour.class).required())
        .isEqualTo(Colour.DARK_BLUE);
    Table wrong = file("\"dark blu\"");
    wrong.choice("k", Colour.class).orElse(Colour.RED);
    assertMistake(wrong, "must be one of red, dark-blue; did you mean 'dark-blue'?");
  }

  @Test
  void readsAnAddress() {
    assertThat(file("\"http://nfvo:8080\"").uri("k", "http", "https").required())
        .isEqualTo(URI.create("http://nfvo:8080"));
    Table wrong = file("\"nfvo:8080\"");
    wrong.uri("k", "http", "https").optional();
    assertMistake(
        wrong, "must be an address that begins with http:// or https:// and names a host");
  }

  @Test
  void readsTexts() {
    assertThat(file("[\"a\", \"b\"]").texts("k").required()).containsExactly("a", "b");
    assertThat(variable("a, b").texts("k").required()).containsExactly("a", "b");
    Table wrong = file("[\"a\", 1]");
    wrong.texts("k").orElse(List.of());
    assertMistake(wrong, "must be an array of texts alone, and is a whole number");
  }

  @Test
  void findsAFileNextToTheConfiguration() throws IOException {
    Path ca = Files.writeString(folder.resolve("ca.pem"), "x");
    Path toml = Files.writeString(folder.resolve("vnfm.toml"), "[t]\nk = 'ca.pem'");

    assertThat(Config.read(toml, Map.of()).table("t").file("k").required()).isEqualTo(ca);
  }

  @Test
  void aRuleIsCheckedForValuesThatAreThere() {
    Table table = file("\"amq.x\"");

    assertThat(
            table
                .text("k")
                .mustBe(k -> !k.startsWith("amq."), "must not begin with 'amq.'")
                .orElse(""))
        .isEmpty();
    table.text("none").mustBe(k -> false, "is never right").optional();

    assertMistake(table, "must not begin with 'amq.'");
    assertThatThrownBy(table::check).hasMessageContaining("1 mistake");
  }

  @Test
  void aWrongValueThatIsRequiredIsNotMissing() {
    Table table = file("1");

    assertThat(table.text("k").required()).isEmpty();

    assertMistake(table, "must be text, and is a whole number");
    assertThatThrownBy(table::check).hasMessageContaining("1 mistake");
  }
}
