package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.catalogue.manager.VnfmManagerEndpointBuilder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** Requests that were with a manager when it died. */
class RedeliveryTest {

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    nfvo.close();
  }

  /** Has a request delivered to a manager that dies with it, and then starts another. */
  private CompletableFuture<JsonNode> afterACrash(OrVnfmMessage request, VnfmHandler handler)
      throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    BusChannel crashing =
        BusChannel.builder(nfvo.broker).deregistration(BusChannel.Deregistration.NEVER).build();
    crashing.register(VnfmManagerEndpointBuilder.builder().type("dummy").endpoint("dummy").build());
    crashing.receive(
        1,
        delivery -> {
          arrived.countDown();
          return new CompletableFuture<>();
        });
    CompletableFuture<JsonNode> answer = nfvo.request("dummy", request);
    assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    crashing.close();
    nfvo.answering(Messages::granting);
    nfvo.start(nfvo.vnfm(handler));
    return answer;
  }

  @Test
  void launchesNothingTwice() throws Exception {
    JsonNode answer = afterACrash(Messages.instantiate("a"), new VnfmHandler() {}).join();

    assertThat(answer.at("/action").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/exception/detailMessage").asText())
        .startsWith("INSTANTIATE of VNFR 'a' came a second time: ");
    assertThat(answer.at("/nsrId").asText()).isEqualTo(Messages.NSR);
    assertThat(nfvo.asked).isEmpty();
  }

  @Test
  void reportsARedeliveredLaunchWithTheRecordBuiltAgain() throws Exception {
    JsonNode answer = afterACrash(Messages.instantiate("a"), new VnfmHandler() {}).join();

    JsonNode record = answer.path("virtualNetworkFunctionRecord");
    assertThat(record.at("/name").asText()).isEqualTo("a");
    assertThat(record.at("/parent_ns_id").asText()).isEqualTo(Messages.NSR);
    assertThat(record.at("/vdu/0/name").asText()).isEqualTo("v");
    assertThat(record.at("/lifecycle_event_history/0/description").asText())
        .isEqualTo("Failed step: INSTANTIATE");
  }

  @Test
  void scalesNothingOutTwice() throws Exception {
    JsonNode answer = afterACrash(Messages.scaleOut("a"), new VnfmHandler() {}).join();

    assertThat(answer.at("/exception/detailMessage").asText())
        .startsWith("SCALE_OUT of VNFR 'a' came a second time: ");
    assertThat(answer.at("/virtualNetworkFunctionRecord/id").asText()).isEqualTo("id-a");
    assertThat(nfvo.asked).isEmpty();
  }

  static List<OrVnfmMessage> repeatable() {
    return List.of(
        Messages.generic(Action.MODIFY, "a"),
        Messages.startStop(Action.START, "a"),
        Messages.startStop(Action.STOP, "a"),
        Messages.generic(Action.RELEASE_RESOURCES, "a"));
  }

  @ParameterizedTest
  @MethodSource("repeatable")
  void repeatsWhatCanBeRepeated(OrVnfmMessage request) throws Exception {
    JsonNode answer = afterACrash(request, new VnfmHandler() {}).join();

    assertThat(answer.at("/action").asText()).isEqualTo(request.action().text());
  }

  @Test
  void repeatsALaunchIfTheHandlerSaysSo() throws Exception {
    JsonNode answer =
        afterACrash(
                Messages.instantiate("a"),
                new VnfmHandler() {
                  @Override
                  public boolean repeatable(Action.Known action) {
                    return true;
                  }

                  @Override
                  public VirtualNetworkFunctionRecord instantiate(
                      VnfmContext context,
                      VirtualNetworkFunctionRecord vnfr,
                      OrVnfmInstantiate request) {
                    calls.add("redelivered=" + context.redelivered());
                    return vnfr;
                  }
                })
            .join();

    assertThat(answer.at("/action").asText()).isEqualTo("INSTANTIATE");
    assertThat(calls).containsExactly("redelivered=true");
    assertThat(nfvo.asked).hasSize(2);
  }

  @Test
  void repeatsNothingThatTheHandlerForbids() throws Exception {
    VnfmHandler once =
        new VnfmHandler() {
          @Override
          public boolean repeatable(Action.Known action) {
            calls.add(action.name());
            return false;
          }
        };

    JsonNode again = afterACrash(Messages.startStop(Action.START, "a"), once).join();
    JsonNode first = nfvo.request("dummy", Messages.startStop(Action.START, "a")).join();

    assertThat(again.at("/exception/detailMessage").asText()).contains("came a second time");
    assertThat(first.at("/action").asText()).isEqualTo("START");
    assertThat(calls).containsExactly("START");
  }

  @Test
  void answersAnErrorThatComesAgainWithNullWhateverTheHandlerSays() throws Exception {
    JsonNode answer =
        afterACrash(
                Messages.error("a", "gone"),
                new VnfmHandler() {
                  @Override
                  public boolean repeatable(Action.Known action) {
                    return false;
                  }
                })
            .join();

    assertThat(answer.isNull()).isTrue();
  }
}
