package org.mano4j.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mano4j.testkit.Waiting.await;

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
import org.mano4j.messaging.Subscription;
import org.mano4j.messaging.nfvo.NfvoAddresses;

class BrokerRestartIT {

  private static final Duration LONG = Duration.ofSeconds(30);

  /** Longer than rabbitmqctl takes, twice. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

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

  @Test
  void everythingIsThereAgainAfterAnOrderlyRestart() {
    try (MessageBus bus = new AmqpBusConnector(options()).open(host.credentials(), "orderly")) {
      QueueSpec expiring =
          new QueueSpec(
              "expiring",
              true,
              false,
              false,
              Map.of("x-expires", 60_000),
              List.of(NfvoAddresses.of("expiring")));
      QueueSpec exclusive =
          new QueueSpec(
              "exclusive", false, false, true, Map.of(), List.of(NfvoAddresses.of("exclusive")));
      bus.consume(expiring, 1, delivery -> Buses.done("expiring"));
      bus.consume(exclusive, 1, delivery -> Buses.done("exclusive"));
      bus.consume(Buses.plain("passing"), 1, delivery -> Buses.done("passing"));
      List<String> queues = List.of("expiring", "exclusive", "passing");
      queues.forEach(queue -> assertAnswers(bus, queue));

      node.stop();
      await().atMost(LONG).until(() -> bus.state() == BusState.RECOVERING);
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(
              () ->
                  bus.request(NfvoAddresses.of("passing"), Message.text("x"), LONG)
                      .toCompletableFuture()
                      .join())
          .havingCause()
          .isInstanceOf(BusException.Closed.class)
          .withMessageContaining("establishing it again");
      node.start();

      await().atMost(LONG).until(() -> bus.state() == BusState.OPEN);
      queues.forEach(queue -> assertAnswers(bus, queue));
    }
  }

  private static void assertAnswers(MessageBus bus, String queue) {
    assertThat(
            Buses.text(Buses.join(bus.request(NfvoAddresses.of(queue), Message.text("?"), LONG))))
        .isEqualTo(queue);
  }

  @Test
  void whatIsPublishedToABrokerWithoutMemoryWaits() {
    try (MessageBus bus =
            new AmqpBusConnector(options().withConfirmTimeout(PATIENCE))
                .open(host.credentials(), "blocked");
        MessageBus hasty =
            new AmqpBusConnector(options().withConfirmTimeout(Duration.ofSeconds(1)))
                .open(host.credentials(), "hasty")) {
      List<BusState> states = new CopyOnWriteArrayList<>();
      bus.onStateChange(states::add);
      List<String> got = new CopyOnWriteArrayList<>();
      CompletableFuture<Optional<Message>> answer = new CompletableFuture<>();
      Subscription subscription =
          bus.consume(
              Buses.durable("full"),
              10,
              delivery -> {
                got.add(Buses.text(delivery.message()));
                return delivery.message().replyTo() == null ? Buses.done() : answer;
              });
      CompletableFuture<Message> asked =
          bus.request(NfvoAddresses.of("full"), Message.text("request"), PATIENCE)
              .toCompletableFuture();
      await().atMost(LONG).until(() -> got.contains("request"));

      alarm(true);
      CompletableFuture<Void> waiting =
          bus.publish(NfvoAddresses.of("full"), Message.text("waits")).toCompletableFuture();
      await().atMost(LONG).until(() -> bus.state() == BusState.BLOCKED);
      CompletableFuture<Void> behind =
          bus.publish(NfvoAddresses.of("full"), Message.text("behind")).toCompletableFuture();
      answer.complete(Optional.of(Message.text("answered")));
      // the first tells that the broker is blocked; the second knows
      Buses.assertFails(
          hasty.publish(NfvoAddresses.of("full"), Message.text("lost")),
          BusException.NoReply.class);
      await().atMost(LONG).until(() -> hasty.state() == BusState.BLOCKED);
      Buses.assertFails(
              hasty.publish(NfvoAddresses.of("full"), Message.text("refused")),
              BusException.Refused.class)
          .withMessageContaining("is blocked, its memory or disk is full");
      assertThat(List.of(waiting, behind, asked)).noneMatch(CompletableFuture::isDone);
      assertThat(subscription).isNotNull();

      alarm(false);

      List.of(waiting, behind).forEach(Buses::join);
      assertThat(Buses.text(Buses.join(asked))).isEqualTo("answered");
      await().atMost(LONG).until(() -> got.containsAll(List.of("waits", "behind")));
      await().atMost(LONG).until(() -> bus.state() == BusState.OPEN);
      assertThat(got).doesNotContain("refused");
      assertThat(states).containsExactly(BusState.BLOCKED, BusState.OPEN);
    }
  }

  private static void alarm(boolean on) {
    node.control("set_vm_memory_high_watermark", on ? "0.00000001" : "0.6");
  }

  @Test
  void requestsWorkAgainAfterTheirReplyQueueWasDeleted() {
    try (MessageBus bus = new AmqpBusConnector(options()).open(host.credentials(), "replies");
        MessageBus peer = new AmqpBusConnector(options()).open(host.credentials(), "peer")) {
      List<String> replyQueues = new CopyOnWriteArrayList<>();
      peer.consume(
          Buses.plain("replier"),
          10,
          delivery -> {
            replyQueues.add(delivery.message().replyTo());
            return Buses.text(delivery.message()).equals("hang")
                ? new CompletableFuture<>()
                : Buses.done("replier");
          });
      CompletableFuture<Message> hanging =
          bus.request(NfvoAddresses.of("replier"), Message.text("hang"), LONG)
              .toCompletableFuture();
      await().atMost(LONG).until(() -> replyQueues.size() == 1);

      node.control(
          "eval",
          "{ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\""
              + host.name()
              + "\">>, queue, <<\""
              + replyQueues.get(0)
              + "\">>)), rabbit_amqqueue:delete(Q, false, false, <<\"test\">>).");

      Buses.assertFails(hanging, BusException.Closed.class).withMessageContaining("was deleted");
      assertAnswers(bus, "replier");
      assertThat(replyQueues).doesNotHaveDuplicates().hasSize(2);
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
