package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Metrics that throw keep no message from its handler, and no answer from its caller. */
class SafeBusMetricsTest {

  private static final BusMetrics BROKEN =
      (BusMetrics)
          Proxy.newProxyInstance(
              BusMetrics.class.getClassLoader(),
              new Class<?>[] {BusMetrics.class},
              (proxy, method, arguments) -> {
                throw new NoClassDefFoundError(method.getName());
              });

  @Test
  void anInMemoryBusWorksOnWithThem() {
    works(new InMemoryBusConnector(InMemoryBusOptions.defaults().withMetrics(BROKEN)));
  }

  /** The part of a test that is the same for every broker. */
  static void works(BusConnector connector) {
    List<BusState> states = new CopyOnWriteArrayList<>();
    try (MessageBus bus = connector.open(LiveBroker.USER, "broken-metrics")) {
      bus.onStateChange(states::add);
      bus.consume(
          BusTests.plain("broken-metrics"),
          1,
          delivery -> BusTests.done(Message.text("re: " + BusTests.text(delivery.message()))));
      for (String text : List.of("a", "b", "c")) {
        assertThat(
                BusTests.text(
                    BusTests.join(
                        bus.request(
                            Address.queue("broken-metrics"), Message.text(text), BusTests.LONG))))
            .isEqualTo("re: " + text);
      }
      BusTests.assertFails(
          bus.publish(Address.queue("no-such"), Message.text("x")), BusException.Unroutable.class);
    }
    await().until(() -> states.contains(BusState.CLOSED));
  }

  /** For the test with a broker. */
  static BusMetrics broken() {
    return BROKEN;
  }
}
