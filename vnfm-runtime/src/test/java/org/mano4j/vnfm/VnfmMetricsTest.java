package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;

class VnfmMetricsTest {

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private final List<String> counted = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    nfvo.close();
  }

  private final class Counter implements VnfmMetrics {
    @Override
    public void requested(Action.Known action) {
      counted.add("requested " + action);
    }

    @Override
    public void answered(Action.Known action, Duration after) {
      counted.add("answered " + action + (after.isNegative() ? " before" : ""));
    }

    @Override
    public void failed(Action.Known action, Duration after) {
      counted.add("failed " + action + (after.isNegative() ? " before" : ""));
    }

    @Override
    public void expired(Action.Known action) {
      counted.add("expired " + action);
    }

    @Override
    public void unreadable(long bytes) {
      counted.add("unreadable " + bytes);
    }
  }

  private void start(VnfmHandler handler, VnfmMetrics metrics) {
    nfvo.start(nfvo.vnfm(handler).metrics(metrics));
  }

  @Test
  void countsHowRequestsEnd() {
    VnfmHandler handler =
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord stop(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
            throw new IllegalStateException("broken");
          }

          @Override
          public VirtualNetworkFunctionRecord terminate(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
            new CountDownLatch(1).await();
            return vnfr;
          }
        };
    Counter counter = new Counter();
    start(handler, counter);
    nfvo.start(
        nfvo.vnfm(handler).type("hasty").metrics(counter).answerLimit(Duration.ofMillis(100)));

    nfvo.request("dummy", Messages.startStop(Action.START, "a")).join();
    nfvo.request("dummy", Messages.startStop(Action.STOP, "a")).join();
    nfvo.request("hasty", Messages.generic(Action.RELEASE_RESOURCES, "a")).join();

    await().until(() -> counted.size() == 6);
    assertThat(counted)
        .containsExactlyInAnyOrder(
            "requested START",
            "answered START",
            "requested STOP",
            "failed STOP",
            "requested RELEASE_RESOURCES",
            "expired RELEASE_RESOURCES");
  }

  @Test
  void countsWhatIsNoRequestWhetherAnAnswerIsWantedOrNot() {
    RecordedLog.LINES.clear();
    start(new VnfmHandler() {}, new Counter());

    nfvo.request("dummy", "secret".getBytes()).join();
    nfvo.request("dummy", "{\"action\":\"DANCE\"}".getBytes()).join();
    nfvo.publish("dummy", "null!".getBytes());

    await().until(() -> counted.size() == 3);
    assertThat(counted).containsExactly("unreadable 6", "unreadable 18", "unreadable 5");
    await()
        .untilAsserted(
            () ->
                assertThat(RecordedLog.LINES)
                    .filteredOn(line -> line.contains("rejected a message"))
                    .singleElement()
                    .asString()
                    .contains("(5 bytes"));
    await().until(() -> nfvo.broker.messageCount("dummy") == 0);
  }

  /**
   * What the channel hands to the bus, which refuses such messages in memory when they are sent.
   */
  private DeliveryHandler handlerOnTheBus() {
    CompletableFuture<DeliveryHandler> handler = new CompletableFuture<>();
    BusConnector connector =
        (credentials, name) -> {
          MessageBus bus = nfvo.broker.open(credentials, name);
          return (MessageBus)
              Proxy.newProxyInstance(
                  MessageBus.class.getClassLoader(),
                  new Class<?>[] {MessageBus.class},
                  (proxy, method, arguments) -> {
                    if (method.getName().equals("consume")) {
                      handler.complete((DeliveryHandler) arguments[2]);
                    }
                    return method.invoke(bus, arguments);
                  });
        };
    nfvo.start(
        nfvo.vnfm(new VnfmHandler() {})
            .channel(BusChannel.builder(connector).build())
            .metrics(new Counter()));
    return handler.join();
  }

  @Test
  void answersAndCountsWhatIsTooLargeToBeHandedOver() {
    Message answer = handlerOnTheBus().tooLarge(50_000_000).orElseThrow();

    assertThat(Recordings.tree(answer.body()).at("/action").asText()).isEqualTo("ERROR");
    assertThat(Recordings.tree(answer.body()).at("/exception/detailMessage").asText())
        .isEqualTo(
            "a message of the NFVO has 50000000 bytes, over the limit of 16777216; it was not"
                + " read");
    assertThat(counted).containsExactly("unreadable 50000000");
  }

  @Test
  void answersAlsoWhenCountingFails() {
    start(
        new VnfmHandler() {},
        new VnfmMetrics() {
          @Override
          public void requested(Action.Known action) {
            throw new IllegalStateException("full");
          }

          @Override
          public void answered(Action.Known action, Duration after) {
            throw new IllegalStateException("full");
          }
        });

    assertThat(
            nfvo.request("dummy", Messages.startStop(Action.START, "a"))
                .join()
                .at("/action")
                .asText())
        .isEqualTo("START");
  }
}
