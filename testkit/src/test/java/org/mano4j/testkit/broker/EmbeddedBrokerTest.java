package org.mano4j.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mano4j.testkit.broker.Buses.LONG;
import static org.mano4j.testkit.broker.Buses.await;
import static org.mano4j.testkit.broker.Buses.done;
import static org.mano4j.testkit.broker.Buses.durable;
import static org.mano4j.testkit.broker.Buses.join;
import static org.mano4j.testkit.broker.Buses.over;
import static org.mano4j.testkit.broker.Buses.text;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.NfvoAddresses;

class EmbeddedBrokerTest {

  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void end() {
    broker.close();
  }

  @Test
  void refusesAWrongPasswordAtOnce() {
    try (TcpProxy proxy = TcpProxy.to("127.0.0.1", broker.port())) {
      assertThatExceptionOfType(BusException.Denied.class)
          .isThrownBy(
              () ->
                  new AmqpBusConnector(over(proxy, broker.options()))
                      .open(new BusCredentials("guest", "wrong"), "test"))
          .withMessageContaining("'guest'");
      assertThat(proxy.connections()).isEqualTo(1);
    }
  }

  @Test
  void aBusOnItComesBackAfterACut() {
    try (TcpProxy proxy = TcpProxy.to("127.0.0.1", broker.port());
        MessageBus bus =
            new AmqpBusConnector(over(proxy, broker.options())).open(broker.credentials(), "cut")) {
      bus.consume(durable("cut"), 1, delivery -> done("re"));

      proxy.cut();

      await().until(() -> proxy.connections() >= 2 && bus.state() == BusState.OPEN);
      assertThat(text(join(bus.request(NfvoAddresses.of("cut"), Message.text("x"), LONG))))
          .isEqualTo("re");
    }
  }

  @Test
  void deliversTheNextMessageHoweverManyAreParked() {
    int parked = 150;
    AtomicInteger delivered = new AtomicInteger();
    List<CompletableFuture<Optional<Message>>> waiting = new CopyOnWriteArrayList<>();
    CompletableFuture<Optional<Message>> counted = new CompletableFuture<>();
    try (MessageBus bus = broker.connector().open(broker.credentials(), "parking")) {
      bus.consume(
          durable("parking"),
          1,
          delivery -> {
            if (delivered.incrementAndGet() > parked) {
              return counted;
            }
            delivery.park();
            CompletableFuture<Optional<Message>> handled = new CompletableFuture<>();
            waiting.add(handled);
            return handled;
          });
      for (int i = 0; i < parked + 2; i++) {
        join(bus.publish(NfvoAddresses.of("parking"), Message.text("x")));
      }
      await().until(() -> delivered.get() == parked + 1);

      counted.complete(Optional.empty());

      await().until(() -> delivered.get() == parked + 2);
      waiting.forEach(handled -> handled.complete(Optional.empty()));
    }
  }
}
