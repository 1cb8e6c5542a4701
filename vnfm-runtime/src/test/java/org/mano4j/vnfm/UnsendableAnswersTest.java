package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.MessageBus;

/** An NFVO waits for its answer for ever, so that there must be one, whatever a handler returns. */
class UnsendableAnswersTest {

  private static final String TOO_LONG = "x".repeat(MessageBus.MAX_MESSAGE_SIZE + 1);

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private @Nullable VnfmRuntime vnfm;

  @AfterEach
  void stop() {
    if (vnfm != null) {
      vnfm.close();
    }
    nfvo.close();
  }

  /** A value that no JSON can be made of. */
  public static final class Unwritable {
    /** Fails. */
    public String getValue() {
      throw new IllegalStateException("secret");
    }
  }

  private JsonNode answer(
      OrVnfmMessage request, UnaryOperator<VirtualNetworkFunctionRecord> change) {
    vnfm =
        nfvo.vnfm(
                new VnfmHandler() {
                  @Override
                  public VirtualNetworkFunctionRecord instantiate(
                      VnfmContext context,
                      VirtualNetworkFunctionRecord vnfr,
                      OrVnfmInstantiate request) {
                    return change.apply(vnfr);
                  }

                  @Override
                  public VirtualNetworkFunctionRecord start(
                      VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
                    return change.apply(vnfr);
                  }
                })
            .build();
    vnfm.start();
    nfvo.answering(Messages::granting);
    JsonNode answer = nfvo.request("dummy", request).join();
    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/nsrId").asText()).isEqualTo(Messages.NSR);
    return answer;
  }

  private static JsonNode record(JsonNode answer) {
    return answer.at("/virtualNetworkFunctionRecord");
  }

  @Test
  void reportsAnAnswerThatIsTooLargeWithTheRecordOfTheRequest() {
    JsonNode answer =
        answer(Messages.startStop(Action.START, "a"), vnfr -> vnfr.withAuditLog(TOO_LONG));

    assertThat(answer.at("/exception/detailMessage").asText())
        .startsWith("the answer START of VNFR 'a' cannot be sent: it has ")
        .contains("bytes, over the limit of " + MessageBus.MAX_MESSAGE_SIZE);
    assertThat(record(answer).at("/hbVersion").asInt()).isEqualTo(7);
    assertThat(Messages.states(answer)).containsExactly("none", "STANDBY");
  }

  @Test
  void reportsAnAnswerThatCannotBeWrittenWithoutItsContent() {
    JsonNode unwritable = JsonNodeFactory.instance.pojoNode(new Unwritable());

    JsonNode answer =
        answer(
            Messages.startStop(Action.START, "a"),
            vnfr -> vnfr.withExtensions(Map.of("x", unwritable)));

    assertThat(answer.at("/exception/detailMessage").asText())
        .startsWith("the answer START of VNFR 'a' cannot be sent: it cannot be written as JSON")
        .doesNotContain("secret");
    assertThat(record(answer).at("/id").asText()).isEqualTo("id-a");
  }

  @Test
  void doesNotForgetTheMachinesOfALaunchThatItCannotReport() {
    JsonNode answer =
        answer(Messages.instantiate("a"), vnfr -> vnfr.withNotification(List.of(TOO_LONG)));

    assertThat(record(answer).at("/id").asText()).isEqualTo("id-a");
    assertThat(record(answer).at("/hbVersion").asInt()).isEqualTo(7);
    assertThat(record(answer).at("/vdu/0/vnfc_instance")).hasSize(2);
    assertThat(record(answer).at("/provides").isObject()).isTrue();
  }

  @Test
  void reportsTheLeastWhenTheMachinesAreWhatIsTooLarge() {
    JsonNode answer =
        answer(
            Messages.instantiate("a"),
            vnfr -> vnfr.mapVnfcInstances(instance -> instance.withState(TOO_LONG)));

    assertThat(record(answer).at("/id").asText()).isEqualTo("id-a");
    assertThat(record(answer).at("/vdu")).isEmpty();
  }

  @Test
  void reportsAFailureWhoseTextIsTooLong() {
    JsonNode answer =
        answer(
            Messages.startStop(Action.START, "a"),
            vnfr -> {
              throw new IllegalStateException(TOO_LONG);
            });

    assertThat(answer.at("/exception/detailMessage").asText())
        .startsWith("the answer ERROR of VNFR 'a' cannot be sent");
    assertThat(record(answer).at("/id").asText()).isEqualTo("id-a");
  }
}
