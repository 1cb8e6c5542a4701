package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.catalogue.WireFiles.Sample;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.VimInstance;

/** Text that is not JSON, or not the JSON that it should be. */
class HostileTextTest {

  static List<Sample> shortSamples() {
    return WireFiles.samples().stream()
        .filter(sample -> sample.pointer().isEmpty())
        .filter(
            sample ->
                sample
                    .path()
                    .matches(
                        "json/(server.full|vim-docker.full|vnfr.minimal"
                            + "|or-vnfm-heal.minimal|vnfm-or-error.minimal|plugin-exception-minimal"
                            + "|every-field-autoscalepolicy|vnfpackage.minimal|key.full).*"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("shortSamples")
  void isRefusedWhereverItEndsTooEarly(Sample sample) {
    byte[] whole =
        new String(sample.bytes(), StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
    assertThat(whole).hasSizeGreaterThan(20);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      CatalogueException e = Refusals.of(cut, sample.type()).orElseThrow();

      assertPlaced(e, cut);
    }
  }

  private static void assertPlaced(CatalogueException e, byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    Refusals.assertClear(e);
    assertThat((long) e.line().getAsInt()).isLessThanOrEqualTo(text.lines().count() + 1);
  }

  @Test
  void saysWhereItEndsTooEarly() {
    CatalogueException e =
        Refusals.of("{\n  \"name\": \"a\",", NetworkServiceDescriptor.class).orElseThrow();

    assertThat(e)
        .hasMessage(
            "cannot read a NetworkServiceDescriptor: it is not JSON: it ends too early"
                + " (line 2, column 15)");
    assertThat(e.line()).hasValue(2);
    assertThat(e.column()).hasValue(15);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":\"a\" \"b\":1} | a comma or a closing bracket is missing | 13",
        "{\"ips\":{\"a\":[1 2]}} | a comma or a closing bracket is missing | 16",
        "{\"name\" \"a\"} | a colon is missing | 9",
        "{\"name\":\"a\",} | the name of a property is missing, or a comma is too many | 13",
        "{\"name\":,} | a value is missing, or a comma is too many | 9",
        "{\"name\":} | a value is missing, or a comma is too many | 9",
        "{\"name\":hunter2} | this is no value; a text needs quotes | 9",
        "{\"name\":True} | this is no value; a text needs quotes | 9",
        "{\"name\":nul} | this is no value; a text needs quotes | 9",
        "{\"strange\":NaN} | NaN and Infinity are no numbers of JSON | 15",
        "{\"strange\":-Infinity} | NaN and Infinity are no numbers of JSON | 21",
        "{\"strange\":01} | this is no number of JSON | 13",
        "{\"strange\":1.} | this is no number of JSON | 14",
        "{\"strange\":1e} | this is no number of JSON | 14",
        "{\"strange\":-} | this is no number of JSON | 13",
        "{\"strange\":+1} | this is no number of JSON | 13",
        "{\"name\":\"\\q\"} | this escape does not exist; write \\\\ for a backslash | 11",
        "{\"name\":\"\\u12\"} | this escape has too few digits | 14",
        "{\"name\":\"\t\"} | a control character in a text needs an escape, such as \\n | 10",
        "{\"ips\":{\"a\":[\"hunter2\"}} | the brackets do not match | 23",
        "{/* hunter2 */} | JSON has no comments | 2",
        "{} // hunter2 | JSON has no comments | 4",
        "{}} | the brackets do not match | 3",
        "{\"\\ud800\":1} | half a surrogate pair in the name of a property | 9",
      })
  void isToldWhatIsWrongWithIt(String json, String why, int column) {
    CatalogueException e = Refusals.of(json, Server.class).orElseThrow();

    Refusals.assertClear(e);
    assertThat(e)
        .hasMessage(
            "cannot read a Server: it is not JSON: " + why + " (line 1, column " + column + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | the document is empty | 1",
        "`  ` | the document is empty | 3",
        "null | it is null, but must be an object, a Server | 1",
        "[] | it must be an object, a Server | 1",
        "7 | it must be an object, a Server | 1",
        "\"hunter2\" | it must be an object, a Server | 1",
        "{} {} | there is something after the end of the document | 4",
        "{}7 | there is something after the end of the document | 3",
        "{\"created\":{}} | the value at '/created' must be a text | 12",
        "{\"ips\":[]} | the value at '/ips' must be an object | 8",
        "{\"ips\":{\"a\":{}}} | the value at '/ips/a/0' must be a text | 13",
        "{\"flavor\":7} | the value at '/flavor' must be an object, a DeploymentFlavour | 11",
      })
  void isToldWhatItShouldBe(String json, String why, int column) {
    CatalogueException e = Refusals.of(json, Server.class).orElseThrow();

    Refusals.assertClear(e);
    assertThat(e).hasMessage("cannot read a Server: " + why + " (line 1, column " + column + ")");
  }

  @Test
  void saysWhichValueDoesNotFit() {
    CatalogueException e =
        Refusals.of(
                "{\"vdu\":[\n{\"scale_in_out\": \"many\"}]}", VirtualNetworkFunctionRecord.class)
            .orElseThrow();

    assertThat(e).hasMessageContaining("'/vdu/0/scale_in_out' must be a whole number");
    assertThat(e.pointer()).hasValue("/vdu/0/scale_in_out");
    assertThat(e.line()).hasValue(2);
    assertThat(e.column()).hasValue(18);
  }

  @Test
  void saysWhichValueOfATreeDoesNotFit() {
    assertThatThrownBy(
            () ->
                CatalogueJson.read(
                    Samples.tree("{\"vdu\":[{\"scale_in_out\":\"hunter2\"}]}"),
                    VirtualNetworkFunctionRecord.class))
        .isInstanceOfSatisfying(CatalogueException.class, Refusals::assertClear)
        .hasMessageContaining("'/vdu/0/scale_in_out' must be a whole number");
  }

  @Test
  void countsColumnsInCharacters() {
    CatalogueException e =
        Refusals.of("{\"name\":\"\u00fc\u20ac\ud83d\ude00\", x}", Server.class).orElseThrow();

    assertThat(e.column()).hasValue(18);
  }

  @Test
  void countsColumnsInTheirLine() {
    CatalogueException e =
        Refusals.of("{\"name\":\"\u00fc\",\r\n\"\u00fc\":1,\r\"a\":x}", Server.class).orElseThrow();

    assertThat(e.line()).hasValue(3);
    assertThat(e.column()).hasValue(5);
  }

  @Test
  void cutsLongNamesAndKeepsLineEndsOutOfMessages() {
    String name = "a\\n" + "b".repeat(4000);
    CatalogueException e =
        Refusals.of("{\"floatingIps\":{\"" + name + "\":{}}}", Server.class).orElseThrow();

    Refusals.assertClear(e);
    assertThat(e.getMessage()).contains("/floatingIps/a?bbb").hasSizeLessThan(250).hasLineCount(1);
  }

  @Test
  void escapesNamesInPointers() {
    CatalogueException e =
        Refusals.of("{\"floatingIps\":{\"a/b~c\":{}}}", Server.class).orElseThrow();

    assertThat(e.pointer()).hasValue("/floatingIps/a~1b~0c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``",
        "`  `",
        "null",
        "[]",
        "7",
        "\"hunter2\"",
        "{}",
        "{\"action\":null}",
        "{\"action\":7}",
        "{\"action\":{\"action\":\"START\"}}",
        "{\"action\":[\"START\"]}"
      })
  void isNoMessageWithoutAnAction(String json) {
    for (Class<?> direction : List.of(OrVnfmMessage.class, VnfmOrMessage.class)) {
      CatalogueException e = Refusals.of(json, direction).orElseThrow();

      Refusals.assertClear(e);
      assertThat(e).hasMessageStartingWith("cannot read a message: it ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"action\":\"START\"} {}", "{\"action\":\"START\"}x", "{\"action\":\"LEVITATE\"} {}",
        "{\"action\":\"START\",}", "{\"action\":\"START\"", "{\"a\":hunter2,\"action\":\"START\"}",
        "{\"a\":[}],\"action\":\"START\"}", "{\"action\":\"START\",\"vnfcInstance\":7}"
      })
  void isNoMessageWithSomethingWrongAnywhere(String json) {
    for (Class<?> direction : List.of(OrVnfmMessage.class, VnfmOrMessage.class)) {
      Refusals.assertClear(Refusals.of(json, direction).orElseThrow());
    }
  }

  @Test
  void keepsTheWordsOfAVimInstanceThatDoesNotFitToItself() {
    CatalogueException e =
        Refusals.of("{\"type\":\"openstack\",\"password\":{\"hunter2\":1}}", VimInstance.class)
            .orElseThrow();

    Refusals.assertClear(e);
    assertThat(e.pointer()).hasValue("/password");
  }

  @Test
  void isReadInSingleQuotesAndWithNamesWithoutQuotesAsThePeersDo() {
    assertThat(CatalogueJson.read("{'name':'a\"b',hostName:'c'}", Server.class))
        .isEqualTo(CatalogueJson.read("{\"name\":\"a\\\"b\",\"hostName\":\"c\"}", Server.class));
  }

  @Test
  void isReadByMessagesTheSameWay() {
    byte[] json = "{'action':'LEVITATE','a':[1.0]}".getBytes(StandardCharsets.UTF_8);

    assertThat(Samples.tree(MessageJson.write(MessageJson.readOrVnfm(json))))
        .isEqualTo(Samples.tree("{\"action\":\"LEVITATE\",\"a\":[1.0]}"));
  }
}
