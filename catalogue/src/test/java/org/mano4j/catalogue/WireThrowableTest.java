package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.VnfmOrError;

class WireThrowableTest {

  @Test
  void tellsTheMessagesOfAThrowableAndItsCauses() {
    WireThrowable wire =
        WireThrowable.of(new IllegalStateException("outer", new RuntimeException("inner")));

    assertThat(wire.detailMessage()).isEqualTo("outer");
    assertThat(wire.cause().detailMessage()).isEqualTo("inner");
    assertThat(wire.cause().cause()).isNull();
  }

  @Test
  void namesTheClassOfAThrowableWithoutMessage() {
    assertThat(WireThrowable.of(new ArithmeticException()).detailMessage())
        .isEqualTo("java.lang.ArithmeticException");
  }

  @Test
  void endsAChainOfCausesThatIsACircle() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);

    assertThat(CatalogueJson.write(WireThrowable.of(second))).hasSizeLessThan(2000);
  }

  @Test
  void isAnObjectOnTheWire() {
    JsonNode json = CatalogueJson.toTree(WireThrowable.of("no room"));

    assertThat(json.get("detailMessage").asText()).isEqualTo("no room");
    assertThat(json.has("cause")).isFalse();
  }

  @Test
  void keepsTheFieldsOfAnSdkException() {
    VnfmOrError error =
        (VnfmOrError)
            MessageJson.readVnfmOr(
                Samples.bytes(
                    "captured/c-driver-fails/23-vnfm-to-nfvo-reply-to-10-INSTANTIATE-error.json"));

    assertThat(error.exception().cause().extensions()).containsKey("vnfr");
  }
}
