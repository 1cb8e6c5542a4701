package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

class HostileInputTest {

  @Test
  void saysWhereJsonEndsTooEarly() {
    CatalogueException e =
        catchThrowableOfType(
            CatalogueException.class,
            () -> CatalogueJson.read("{\n  \"name\": \"a\",", NetworkServiceDescriptor.class));

    assertThat(e.line()).hasValue(2);
    assertThat(e.column()).hasValue(15);
    assertThat(e).hasMessageContaining("NetworkServiceDescriptor").hasMessageContaining("line 2");
  }

  @Test
  void saysWhereAValueHasTheWrongType() {
    CatalogueException e =
        catchThrowableOfType(
            CatalogueException.class,
            () ->
                CatalogueJson.read(
                    "{\"vdu\":[\n{\"scale_in_out\": \"many\"}]}",
                    VirtualNetworkFunctionRecord.class));

    assertThat(e).hasMessageContaining("'/vdu/0/scale_in_out' does not fit Integer");
    assertThat(e.line()).hasValue(2);
    assertThat(e.column()).hasValue(18);
  }

  @Test
  void keepsContentOutOfItsMessages() {
    for (String json : List.of("hunter2", "{\"hbVersion\":\"hunter2\"}", "{\"id\": hunter2}")) {
      assertThatThrownBy(() -> CatalogueJson.read(json, VirtualNetworkFunctionRecord.class))
          .isInstanceOf(CatalogueException.class)
          .hasMessageNotContaining("hunter2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "null", "[]", "7", "\"{}\"", "{} {}", "{\"vdu\":NaN}"})
  void refusesWhatIsNoObject(String json) {
    assertThatThrownBy(() -> CatalogueJson.read(json, VirtualNetworkFunctionRecord.class))
        .isInstanceOf(CatalogueException.class);
    assertThatThrownBy(() -> MessageJson.readOrVnfm(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CatalogueException.class);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] json = "{\"name\":\"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> CatalogueJson.read(json, NetworkServiceDescriptor.class))
        .isInstanceOf(CatalogueException.class);
  }

  @Test
  void refusesANestingOfAHundredThousandLevels() {
    for (String property : List.of("novel", "vdu", "metadata")) {
      String json = "{\"" + property + "\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

      assertThatThrownBy(() -> CatalogueJson.read(json, VirtualNetworkFunctionRecord.class))
          .isInstanceOf(CatalogueException.class);
      assertThatThrownBy(() -> MessageJson.readOrVnfm(json.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(CatalogueException.class)
          .hasMessageContaining("nesting");
    }
  }

  @Test
  void readsAndWritesTheDeepestNestingItTakesOnASmallStack() throws Exception {
    assertThat(new String(roundTripOnASmallStack(198), StandardCharsets.UTF_8))
        .contains("\"novel\":1");
  }

  @Test
  void refusesWhatWouldOverflowASmallStack() {
    assertThatThrownBy(() -> roundTripOnASmallStack(990))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(CatalogueException.class);
  }

  private static byte[] roundTripOnASmallStack(int causes) throws Exception {
    String json = "{\"cause\":".repeat(causes) + "{\"novel\":1}" + "}".repeat(causes);
    FutureTask<byte[]> work =
        new FutureTask<>(() -> CatalogueJson.write(CatalogueJson.read(json, WireThrowable.class)));
    new Thread(null, work, "small-stack", 512 * 1024).start();
    return work.get(20, TimeUnit.SECONDS);
  }
}
