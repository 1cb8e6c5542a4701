package org.mano4j.catalogue.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.Samples;

class MessageJsonTest {

  @ParameterizedTest
  @CsvSource({
    "INSTANTIATE, OrVnfmInstantiate, VnfmOrInstantiate",
    "GRANT_OPERATION, OrVnfmGrantLifecycleOperation, VnfmOrGeneric",
    "ALLOCATE_RESOURCES, OrVnfmGeneric, VnfmOrAllocateResources",
    "SCALE_OUT, OrVnfmScaling, VnfmOrGeneric",
    "SCALE_IN, OrVnfmScaling, VnfmOrGeneric",
    "SCALING, OrVnfmScaling, VnfmOrScaling",
    "SCALED, OrVnfmGeneric, VnfmOrScaled",
    "HEAL, OrVnfmHealVNFRequest, VnfmOrHealed",
    "UPDATE, OrVnfmUpdate, VnfmOrGeneric",
    "EXECUTE, OrVnfmExecuteScript, VnfmOrGeneric",
    "START, OrVnfmStartStop, VnfmOrStartStop",
    "STOP, OrVnfmStartStop, VnfmOrStartStop",
    "ERROR, OrVnfmError, VnfmOrError",
    "LOG_REQUEST, OrVnfmLog, VnfmOrLog",
    "MODIFY, OrVnfmGeneric, VnfmOrGeneric",
    "CONFIGURE, OrVnfmGeneric, VnfmOrGeneric",
    "RESUME, OrVnfmGeneric, VnfmOrGeneric",
    "RELEASE_RESOURCES, OrVnfmGeneric, VnfmOrGeneric",
    "UPDATEVNFR, OrVnfmGeneric, VnfmOrGeneric",
  })
  void choosesTheClassByActionAndDirection(String action, String toVnfm, String toNfvo) {
    byte[] json = bytes("{\"action\":\"" + action + "\"}");

    assertThat(MessageJson.readOrVnfm(json).getClass().getSimpleName()).isEqualTo(toVnfm);
    assertThat(MessageJson.readVnfmOr(json).getClass().getSimpleName()).isEqualTo(toNfvo);
    assertThat(MessageJson.readOrVnfm(json).action()).isEqualTo(Action.of(action));
  }

  @Test
  void findsAnActionThatStandsLastAndNotThoseInside() {
    byte[] json =
        bytes(
            "{\"vnfr\":{\"action\":\"START\",\"vdu\":[{\"action\":\"STOP\"}]},\"message\":\"m\","
                + "\"action\":\"ERROR\"}");

    OrVnfmMessage message = MessageJson.readOrVnfm(json);

    assertThat(message).isInstanceOf(OrVnfmError.class);
    assertThat(((OrVnfmError) message).message()).isEqualTo("m");
  }

  @Test
  void keepsEverythingOfAMessageWithAnUnknownAction() {
    byte[] json =
        bytes("{\"a\":[1,{\"b\":null}],\"action\":\"LEVITATE\",\"vnfr\":{\"name\":\"x\"}}");

    OrVnfmMessage toVnfm = MessageJson.readOrVnfm(json);
    VnfmOrMessage toNfvo = MessageJson.readVnfmOr(json);

    assertThat(toVnfm).isInstanceOf(OrVnfmMessage.Unknown.class);
    assertThat(toNfvo).isInstanceOf(VnfmOrMessage.Unknown.class);
    assertThat(Samples.tree(MessageJson.write(toVnfm))).isEqualTo(Samples.tree(json));
    assertThat(Samples.tree(MessageJson.write(toNfvo))).isEqualTo(Samples.tree(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"action\":null}",
        "{\"action\":7}",
        "{\"action\":{\"action\":\"START\"}}"
      })
  void refusesAMessageWithoutAction(String json) {
    assertThatThrownBy(() -> MessageJson.readOrVnfm(bytes(json)))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("action");
    assertThatThrownBy(() -> MessageJson.readVnfmOr(bytes(json)))
        .isInstanceOf(CatalogueException.class);
  }

  @Test
  void choosesTheClassByTheLastOfSeveralActions() {
    byte[] json = bytes("{\"action\":\"START\",\"action\":\"ERROR\"}");

    OrVnfmMessage message = MessageJson.readOrVnfm(json);

    assertThat(message).isInstanceOf(OrVnfmError.class);
    assertThat(message.action()).isEqualTo(Action.ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"action\":\"ERROR\",\"vnfr\":{\"name\":\"x\",\"action\":\"START\"}}",
        "{\"action\":\"ERROR\",\"message\":\"\\\"action\\\":\\\"START\\\"\"}",
        "{\"message\":\"m\",\"action\":\"START\",\"action\":\"ERROR\",\"x\":[]}",
        "{\"action\":\"START\",\"x\":{\"action\":\"STOP\"},'action':\"ERROR\"}"
      })
  void isNotMistakenAboutAnActionThatIsNotThatOfTheMessage(String json) {
    assertThat(MessageJson.readOrVnfm(bytes(json))).isInstanceOf(OrVnfmError.class);
    assertThat(MessageJson.readVnfmOr(bytes(json))).isInstanceOf(VnfmOrError.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"action\":\"START\",\"action\":null}",
        "{\"action\":[\"START\"]}",
        "{\"x\":{\"action\":\"START\"}}"
      })
  void refusesAMessageThatOnlySeemsToHaveAnAction(String json) {
    assertThatThrownBy(() -> MessageJson.readOrVnfm(bytes(json)))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("action");
  }

  @Test
  void saysWhereAMessageIsNotJson() {
    assertThatThrownBy(() -> MessageJson.readVnfmOr(bytes("{\"action\":\"START\",\n}")))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void givesTheRecordWhateverItsKey() {
    for (String json :
        new String[] {
          "{\"action\":\"MODIFY\",\"vnfr\":{\"name\":\"x\"}}",
          "{\"action\":\"START\",\"virtualNetworkFunctionRecord\":{\"name\":\"x\"}}",
          "{\"action\":\"INSTANTIATE\",\"vnfr\":{\"name\":\"x\"}}",
        }) {
      assertThat(MessageJson.readOrVnfm(bytes(json)).carriedVnfr().orElseThrow().name())
          .isEqualTo("x");
    }
    assertThat(MessageJson.readOrVnfm(bytes("{\"action\":\"LOG_REQUEST\"}")).carriedVnfr())
        .isEmpty();
  }

  @Test
  void doesNotWriteTheCarriedRecordTwice() {
    byte[] json = bytes("{\"action\":\"MODIFY\",\"vnfr\":{\"name\":\"x\"}}");

    assertThat(Samples.tree(MessageJson.write(MessageJson.readOrVnfm(json))).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("action", "vnfr");
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
