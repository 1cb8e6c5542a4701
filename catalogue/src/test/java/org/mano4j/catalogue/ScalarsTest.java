package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.policy.AutoScalePolicy;
import org.mano4j.catalogue.policy.AutoScalePolicyBuilder;
import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.VimInstance;

@Timeout(60)
class ScalarsTest {

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "-2147483648, -2147483648",
    "2147483647, 2147483647",
    "7.0, 7",
    "7.000, 7",
    "70e-1, 7",
    "7e2, 700",
    "0e999999999, 0",
    "-0, 0",
    "'\"7\"', 7",
    "'\" 7 \"', 7",
    "'\"7.0\"', 7",
    "'\"-7\"', -7",
    "'\"+7\"', 7",
    "'\"007\"', 7"
  })
  void readWholeNumbers(String json, int value) {
    assertThat(policy("period", json).period()).isEqualTo(value);
    assertThat(fromATree("period", json).period()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "2147483648",
        "-2147483649",
        "99999999999",
        "12345678901234567890123",
        "1e10",
        "1e999999999",
        "1e-999999999",
        "1e2147483647",
        "1e-2147483647",
        "\"\"",
        "\" \"",
        "\"null\"",
        "\"hunter2\"",
        "\"1.5\"",
        "\"0x7\"",
        "\"7d\"",
        "\"1e999999999\"",
        "\"2147483648\"",
        "\"\u0667\"",
        "true",
        "{}",
        "[]",
        "[7]",
        "[[7]]"
      })
  void refuseWhatIsNoWholeNumberOfThirtyTwoBits(String json) {
    assertRefused("period", json, "a whole number from -2147483648 to 2147483647");
  }

  @ParameterizedTest
  @ValueSource(strings = {"period", "threshold", "strange"})
  void refuseMoreDigitsThanAnybodyNeeds(String property) {
    for (String digits : new String[] {"1".repeat(1001), "1." + "0".repeat(1000)}) {
      String json = "{\"" + property + "\":" + digits + "}";
      CatalogueException e = Refusals.of(json, AutoScalePolicy.class).orElseThrow();

      Refusals.assertClear(e);
      assertThat(e)
          .hasMessageContaining("more than mano4j takes: a number longer than 1000 digits");
    }
  }

  @Test
  void keepAThousandDigits() {
    String json = "{\"strange\":" + "1".repeat(1000) + "}";

    assertThat(CatalogueTypes.roundTrip(Samples.tree(json), AutoScalePolicy.class).get("strange"))
        .isEqualTo(Samples.tree(json).get("strange"));
  }

  @Test
  void refuseExponentsThatNoNumberHas() {
    for (String property : new String[] {"period", "threshold", "strange"}) {
      String json = "{\"" + property + "\":1e99999999999}";

      Refusals.assertClear(Refusals.of(json, AutoScalePolicy.class).orElseThrow());
      String vim = "{\"type\":\"docker\",\"hbVersion\":1e99999999999}";
      Refusals.assertClear(Refusals.of(vim, VimInstance.class).orElseThrow());
    }
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807", "-9223372036854775808", "0"})
  void readWholeNumbersOfSixtyFourBits(long value) {
    String json = "{\"minRam\":" + value + ",\"minDiskSpace\":\"" + value + "\"}";
    NFVImage image = CatalogueJson.read(json, NFVImage.class);

    assertThat(image.minRam()).isEqualTo(value);
    assertThat(image.minDiskSpace()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "0.5", "1e19", "true"})
  void refuseWhatIsNoWholeNumberOfSixtyFourBits(String json) {
    CatalogueException e = Refusals.of("{\"minRam\":" + json + "}", NFVImage.class).orElseThrow();

    Refusals.assertClear(e);
    assertThat(e).hasMessageContaining("must be a whole number from -9223372036854775808 to");
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 1.5",
    "1, 1.0",
    "-0.0, -0.0",
    "1e308, 1e308",
    "1e-400, 0.0",
    "12345678901234567890123, 1.2345678901234568E22",
    "'\"1.5\"', 1.5",
    "'\" 1e3 \"', 1000.0"
  })
  void readNumbers(String json, double value) {
    assertThat(policy("threshold", json).threshold()).isEqualTo(value);
    assertThat(fromATree("threshold", json).threshold()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "-1e400",
        "1e309",
        "1e999999999",
        "\"1e400\"",
        "\"NaN\"",
        "\"Infinity\"",
        "\"-INF\"",
        "\"\"",
        "\"1.5d\"",
        "\"0x1p3\"",
        "\"hunter2\"",
        "true",
        "{}",
        "[]",
        "[1.5]"
      })
  void refuseWhatIsNoNumberOfSixtyFourBits(String json) {
    assertRefused("threshold", json, "a number up to 1.7976931348623157E308");
  }

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "false, false",
    "'\"true\"', true",
    "'\"False\"', false",
    "'\" TRUE \"', true"
  })
  void readBooleans(String json, boolean value) {
    assertThat(policy("shared", json).shared()).isEqualTo(value);
    assertThat(fromATree("shared", json).shared()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "1", "1.5", "\"\"", "\"yes\"", "\"1\"", "\"hunter2\"", "{}", "[]", "[true]"})
  void refuseWhatIsNoBoolean(String json) {
    assertRefused("shared", json, "true or false");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void areNotWrittenWhereJsonHasNoFormForThem(double value) {
    AutoScalePolicy policy = AutoScalePolicyBuilder.builder().threshold(value).build();

    assertThatThrownBy(() -> CatalogueJson.write(policy))
        .isInstanceOf(CatalogueException.class)
        .hasMessage(
            "cannot write an AutoScalePolicy: the value at '/threshold': NaN and Infinity are no"
                + " numbers of JSON");
    assertThatThrownBy(() -> CatalogueJson.writePretty(policy))
        .isInstanceOf(CatalogueException.class);
    assertThatThrownBy(() -> CatalogueJson.toTree(policy)).isInstanceOf(CatalogueException.class);
  }

  /** A number of a few characters whose digits would fill the memory. */
  @Test
  void areNeverUnfolded() {
    String json = "{\"strange\":1e999999999,\"other\":[-1e-999999999]}";
    Server server = CatalogueJson.read(json, Server.class);

    assertThat(new String(CatalogueJson.write(server))).hasSizeLessThan(100);
    assertThat(CatalogueJson.writePretty(server)).hasSizeLessThan(150);
    assertThat(CatalogueJson.read(CatalogueJson.write(server), Server.class)).isEqualTo(server);
    assertThat(server.hashCode())
        .isEqualTo(CatalogueJson.read(CatalogueJson.write(server), Server.class).hashCode());
    assertThat(CatalogueJson.toTree(server).get("strange").decimalValue().scale())
        .isEqualTo(-999999999);
    assertThat(CatalogueJson.read("{\"name\":1e999999999}", Server.class).name())
        .isEqualTo("1e999999999");
    assertThat(CatalogueJson.read("{\"created\":1e999999999}", Server.class).created().text())
        .isEqualTo("1e999999999");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1E0",
        "10e-1",
        "1e1",
        "0e0",
        "0.0",
        "-0e0",
        "1e-7",
        "0.0000001",
        "2147483648e0",
        "123456789012345678901234567890e0",
        "1.0",
        "100",
        "1e400"
      })
  void areEqualAgainWhenTheyAreWrittenAndRead(String json) {
    Server server = CatalogueJson.read("{\"strange\":" + json + "}", Server.class);
    JsonNode written = Samples.tree(CatalogueJson.write(server)).get("strange");

    assertThat(CatalogueJson.read(CatalogueJson.write(server), Server.class)).isEqualTo(server);
    assertThat(written.decimalValue()).isEqualByComparingTo(json);
  }

  private static AutoScalePolicy policy(String property, String json) {
    return CatalogueJson.read("{\"" + property + "\":" + json + "}", AutoScalePolicy.class);
  }

  private static AutoScalePolicy fromATree(String property, String json) {
    ObjectNode tree = (ObjectNode) Samples.tree("{\"" + property + "\":" + json + "}");
    return CatalogueJson.read(tree, AutoScalePolicy.class);
  }

  private static void assertRefused(String property, String json, String expected) {
    String document = "{\"" + property + "\":" + json + "}";
    CatalogueException e = Refusals.of(document, AutoScalePolicy.class).orElseThrow();
    JsonNode tree = Samples.tree(document);

    Refusals.assertClear(e);
    assertThat(e)
        .hasMessageContaining("the value at '/" + property + "' must be " + expected + " (line 1");
    assertThat(e.column()).hasValue(property.length() + 5);
    assertThatThrownBy(() -> CatalogueJson.read(tree, AutoScalePolicy.class))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("the value at '/" + property + "' must be " + expected);
  }
}
