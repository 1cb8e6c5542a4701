package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.Server;

/** Documents that are too deep, too long or too many. */
@Timeout(60)
class HostileSizeTest {

  private static final int HUNDRED_MEGABYTES = 100_000_000;

  private static final int DEEP = 100_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"strange\":%s}",
        "{\"vdu\":%s}",
        "{\"name\":%s}",
        "{\"metadata\":%s}",
        "{\"metadata\":{\"a\":%s}}",
        "{\"provides\":%s}",
        "{\"vdu\":[{\"vnfc_instance\":[{\"strange\":%s}]}]}",
        "{\"name\":\"a\",\"name\":%s}",
        "%s"
      })
  void areRefusedIfTheyAreNestedAHundredThousandTimes(String around) throws Exception {
    for (String[] brackets :
        new String[][] {{"[", "]"}, {"{\"a\":", "}"}, {"[{\"vdu\":", "}]"}, {"[", ""}}) {
      String json = around.formatted(brackets[0].repeat(DEEP) + "1" + brackets[1].repeat(DEEP));

      assertRefusedOnASmallStack(json, VirtualNetworkFunctionRecord.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"strange\":%s,\"action\":\"START\"}",
        "{\"action\":\"START\",\"strange\":%s}",
        "{\"action\":\"START\",\"vnfr\":%s,\"virtualNetworkFunctionRecord\":%s}",
        "{\"action\":\"LEVITATE\",\"strange\":%s}",
        "{\"action\":%s}",
        "%s"
      })
  void areRefusedAsMessagesToo(String around) throws Exception {
    for (String[] brackets : new String[][] {{"[", "]"}, {"{\"a\":", "}"}}) {
      String deep = brackets[0].repeat(DEEP) + "1" + brackets[1].repeat(DEEP);
      String json = around.replace("%s", deep);

      assertRefusedOnASmallStack(json, OrVnfmMessage.class);
      assertRefusedOnASmallStack(json, VnfmOrMessage.class);
    }
  }

  private static void assertRefusedOnASmallStack(String json, Class<?> type) throws Exception {
    Optional<CatalogueException> refusal = Refusals.onASmallStack(() -> Refusals.of(json, type));

    assertThat(refusal.orElseThrow().getMessage())
        .containsAnyOf("nested deeper than 64 levels", "must be", "it must be an object");
  }

  @Test
  void sayWhereTheyGetTooDeep() {
    String json = "{\n\"strange\":" + "[".repeat(64) + "]".repeat(64) + "}";
    CatalogueException e = Refusals.of(json, Server.class).orElseThrow();

    Refusals.assertClear(e);
    assertThat(e).hasMessageContaining("more than mano4j takes: nested deeper than 64 levels");
    assertThat(e.line()).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"cause\":"})
  void areRefusedAsTreesToo(String bracket) throws Exception {
    JsonNode tree = JsonNodeFactory.instance.numberNode(1);
    for (int i = 0; i < DEEP; i++) {
      tree =
          bracket.equals("[")
              ? JsonNodeFactory.instance.arrayNode().add(tree)
              : JsonNodeFactory.instance
                  .objectNode()
                  .set(bracket.substring(2, bracket.length() - 2), tree);
    }
    JsonNode deep = JsonNodeFactory.instance.objectNode().set("strange", tree);

    Callable<?> read = () -> CatalogueJson.read(deep, WireThrowable.class);
    assertThatThrownBy(() -> Refusals.onASmallStack(read))
        .isInstanceOfSatisfying(CatalogueException.class, Refusals::assertClear)
        .hasMessageContaining("nested deeper than 64 levels");
    Callable<?> write = () -> CatalogueJson.write(deep);
    assertThatThrownBy(() -> Refusals.onASmallStack(write))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("nested deeper than 64 levels");
    Callable<?> toTree =
        () ->
            CatalogueJson.toTree(new WireThrowable(null, null, null, java.util.Map.of("a", deep)));
    assertThatThrownBy(() -> Refusals.onASmallStack(toTree))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("nested deeper than 64 levels");
  }

  /** The types that hold themselves take the most stack. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"cause\": | } | 63 | WireThrowable",
        "{\"vnffgr\":[{\"parent_ns\": | }]} | 21 | NetworkServiceRecord",
        "{\"vnffgr\":{\"parent_ns\": | }} | 31 | NetworkServiceRecord",
        "{\"strange\": | } | 63 | NetworkServiceRecord"
      })
  void areReadAndWrittenOnASmallStackUpToTheLimit(String open, String close, int times, String name)
      throws Exception {
    String json = open.repeat(times) + "{\"strange\":1}" + close.repeat(times);
    Class<?> type = CatalogueTypes.named(name);
    warmUp(json, type);

    JsonNode written =
        Refusals.onASmallStack(
            () -> {
              Object read = CatalogueTypes.read(json, type);
              CatalogueJson.toTree(read);
              return Samples.tree(CatalogueJson.write(read));
            });
    assertThat(written).isEqualTo(Normalisations.of(Samples.tree(json), type));
    assertThat(Refusals.of(open.repeat(times) + json + close.repeat(times), type)).isPresent();
  }

  @Test
  void areComparedOnAnOrdinaryStackUpToTheLimit() throws Exception {
    String json = "{\"vnffgr\":{\"parent_ns\":".repeat(31) + "{}" + "}}".repeat(31);
    Object one = CatalogueJson.read(json, NetworkServiceRecord.class);
    Object other = CatalogueJson.read(json, NetworkServiceRecord.class);

    assertThat(Refusals.onAStack(1024, () -> one.equals(other))).isTrue();
    assertThat(Refusals.onAStack(1024, one::hashCode)).isEqualTo(other.hashCode());
    assertThat(Refusals.onAStack(1024, one::toString)).isEqualTo(other.toString());
  }

  /** Classes are not to be loaded where there is no stack for that. */
  private static void warmUp(String json, Class<?> type) {
    Samples.tree(CatalogueJson.write(CatalogueTypes.read(json, type)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Server | {\"strange\":\" | \"} | a text longer than 20000000 characters",
        "Server | {\"name\":\" | `` | a text longer than 20000000 characters",
        "Script | {\"hbVersion\":\" | \"} | a text longer than 20000000 characters",
        "Script | {\"payload\":\" | \"} | a text longer than 20000000 characters",
        "Server | {\" | \":1} | a property name longer than 5000 characters",
        "Server | {\"ips\":{\" | \":[]}} | a property name longer than 5000 characters",
        "Server | {\"strange\":1 | } | it is not JSON",
        "OrVnfmMessage | {\"action\":\"START\",\"strange\":\" | \"} | a text longer than 20000000",
        "OrVnfmMessage | {\"strange\":{\" | \":1},\"action\":\"START\"} | a property name longer",
      })
  void areRefusedIfOneTextIsAHundredMegabytes(String as, String before, String after, String why)
      throws Exception {
    Class<?> type = as.equals("OrVnfmMessage") ? OrVnfmMessage.class : CatalogueTypes.named(as);
    byte[] json = filled(before, 'e', after);
    long[] allocated = new long[1];
    Optional<CatalogueException> refusal =
        Refusals.onASmallStack(
            () -> {
              long start = allocated();
              Optional<CatalogueException> result = Refusals.of(json, type);
              allocated[0] = allocated() - start;
              return result;
            });

    assertThat(refusal.orElseThrow()).hasMessageContaining(why);
    assertThat(allocated[0]).isLessThan(2L * HUNDRED_MEGABYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"hbVersion\":", "{\"strange\":1e"})
  void areRefusedIfOneNumberIsAHundredMegabytes(String before) {
    CatalogueException e = Refusals.of(filled(before, '1', "}"), Server.class).orElseThrow();

    Refusals.assertClear(e);
    assertThat(e).hasMessageContaining("longer than");
  }

  @Test
  void areReadInAFewTimesTheirSizeIfOneTextIsAsLongAsItMayBe() {
    String text = "x".repeat(CatalogueJson.LONGEST_TEXT);
    byte[] json = ("{\"name\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
    long start = allocated();
    Server server = CatalogueJson.read(json, Server.class);
    long allocated = allocated() - start;

    assertThat(server.name()).isEqualTo(text);
    assertThat(allocated).isLessThan(6L * json.length);
  }

  @Test
  void areReadIfTheyAreMostlySpace() {
    byte[] json = filled("{\"name\":\"a\"", ' ', "}");
    long start = allocated();

    assertThat(CatalogueJson.read(json, Server.class).name()).isEqualTo("a");
    assertThat(allocated() - start).isLessThan(1_000_000);
  }

  /** What the description of the reader says of memory. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"strange\":[ | {} | ]}",
        "{\"strange\":[ | [] | ]}",
        "{\"strange\":[ | 1.5 | ]}",
        "{\"vnfr\":[ | {} | ]}",
        "{\"vnfr\":[{\"vdu\":[ | {} | ]}]}",
        "{\"vnf_dependency\":[ | {\"parameters\":{\"\":{}}} | ]}",
        "{\"vnfr\":[ | {\"x\":1} | ]}",
        "{\"vlr\":[ | {\"x\":{}} | ]}"
      })
  void useNoMoreThanTwoHundredTimesTheirSize(String before, String item, String after) {
    int count = 1_000_000 / (item.length() + 1);
    String json = before + (item + ",").repeat(count) + item + after;
    CatalogueTypes.read(before + item + after, NetworkServiceRecord.class);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    long start = allocated();
    CatalogueJson.read(bytes, NetworkServiceRecord.class);

    assertThat((allocated() - start) / bytes.length).isLessThan(200);
  }

  /** Names with the same hash code make a table of them slow. */
  @Test
  @Timeout(20)
  void areReadInTimeIfAllNamesCollide() {
    StringBuilder json = new StringBuilder("{\"strange\":1");
    for (int i = 0; i < 1 << 14; i++) {
      json.append(",\"");
      for (int bit = 0; bit < 14; bit++) {
        json.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      json.append("\":1");
    }
    String text = json.append('}').toString();

    assertThat(CatalogueJson.read(text, Server.class).extensions()).hasSize((1 << 14) + 1);
    assertThat(
            CatalogueJson.read("{\"metadata\":" + text + "}", NetworkServiceRecord.class)
                .metadata())
        .hasSize((1 << 14) + 1);
  }

  private static byte[] filled(String before, char filling, String after) {
    byte[] first = before.getBytes(StandardCharsets.UTF_8);
    byte[] last = after.getBytes(StandardCharsets.UTF_8);
    byte[] json = new byte[first.length + HUNDRED_MEGABYTES + last.length];
    Arrays.fill(json, (byte) filling);
    System.arraycopy(first, 0, json, 0, first.length);
    System.arraycopy(last, 0, json, first.length + HUNDRED_MEGABYTES, last.length);
    return json;
  }

  /** What this thread has asked for up to now; that does not depend on when memory is freed. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
