package org.mano4j.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.Pauses;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;

class BrokerRestartIT {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static RabbitMqNode node;
  private static RabbitMq.VirtualHost host;

  @BeforeAll
  static void start() {
    node = RabbitMqNode.require();
    host = node.broker().virtualHost();
  }

  @AfterAll
  static void end() {
    if (node != null) {
      node.close();
    }
  }

  private static AmqpOptions options() {
    return host.options().withPauses(new Pauses(Duration.ofMillis(50), Duration.ofMillis(500)));
  }

  @Test
  void aBusIsBackWithItsSubscriptionsAfterAKillOfTheBroker() {
    try (MessageBus bus = new AmqpBusConnector(options()).open(host.credentials(), "restart")) {
      List<BusState> states = new CopyOnWriteArrayList<>();
      bus.onStateChange(states::add);
      List<Delivery> got = new CopyOnWriteArrayList<>();
      QueueSpec queue =
          new QueueSpec("kept", true, false, false, Map.of(), List.of(NfvoAddresses.of("kept")));
      CompletableFuture<Optional<Message>> never = new CompletableFuture<>();
      bus.consume(
          queue,
          10,
          delivery -> {
            got.add(delivery);
            return got.size() == 1 ? never : CompletableFuture.completedFuture(Optional.empty());
          });
      persistent(bus, "kept", "a");
      await().atMost(LONG).until(() -> got.size() == 1);
      CompletableFuture<Message> request =
          bus.request(Address.queue("kept"), Message.text("b"), LONG).toCompletableFuture();

      node.kill();

      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(request::join)
          .havingCause()
          .isInstanceOf(BusException.Closed.class);
      await().atMost(LONG).until(() -> bus.state() == BusState.RECOVERING);
      node.start();
      await().atMost(LONG).until(() -> bus.state() == BusState.OPEN);
      persistent(bus, "kept", "c");
      await().atMost(LONG).until(() -> texts(got).contains("c"));
      assertThat(states).containsExactly(BusState.RECOVERING, BusState.OPEN);
      assertThat(got)
          .filteredOn(delivery -> texts(List.of(delivery)).contains("a"))
          .extracting(Delivery::redelivered)
          .containsExactly(false, true);
    }
  }

  /** Over the exchange, since only that is kept by the broker. */
  private static void persistent(MessageBus bus, String key, String text) {
    bus.publish(NfvoAddresses.of(key), Message.text(text)).toCompletableFuture().join();
  }

  private static List<String> texts(List<Delivery> deliveries) {
    return deliveries.stream()
        .map(delivery -> new String(delivery.message().body(), StandardCharsets.UTF_8))
        .toList();
  }
}
