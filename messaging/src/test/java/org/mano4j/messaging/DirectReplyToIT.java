package org.mano4j.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mano4j.messaging.BusTests.LONG;
import static org.mano4j.messaging.BusTests.done;
import static org.mano4j.messaging.BusTests.join;
import static org.mano4j.messaging.BusTests.plain;
import static org.mano4j.messaging.BusTests.text;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of peers that use RabbitMQ's direct reply-to. */
class DirectReplyToIT {

  private static final String PSEUDO_QUEUE = "amq.rabbitmq.reply-to";

  private final String queue = "mano4j-" + UUID.randomUUID();
  private final CountedMetrics metrics = new CountedMetrics();
  private final List<BusState> states = new CopyOnWriteArrayList<>();
  private MessageBus bus;
  private Connection raw;
  private Channel channel;

  @BeforeEach
  void open() throws Exception {
    LiveBroker.require();
    bus =
        new AmqpBusConnector(LiveBroker.options().withMetrics(metrics))
            .open(LiveBroker.USER, "direct");
    bus.onStateChange(states::add);
    raw = LiveBroker.rawConnection();
    channel = raw.createChannel();
  }

  @AfterEach
  void close() {
    if (bus != null) {
      bus.close();
      raw.abort();
    }
  }

  private List<String> answers() throws Exception {
    List<String> answers = new CopyOnWriteArrayList<>();
    channel.basicConsume(
        PSEUDO_QUEUE, true, (tag, got) -> answers.add(new String(got.getBody(), UTF_8)), tag -> {});
    return answers;
  }

  private void ask(String replyTo, String text) throws Exception {
    AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder().replyTo(replyTo).build();
    channel.basicPublish("", queue, properties, text.getBytes(UTF_8));
  }

  @Test
  void answersOnceAndAcknowledges() throws Exception {
    bus.consume(plain(queue), 10, got -> done(Message.text("re: " + text(got.message()))));
    List<String> answers = answers();

    ask(PSEUDO_QUEUE, "a");
    ask(PSEUDO_QUEUE, "b");

    await().atMost(LONG).until(() -> metrics.acknowledged.get() == 2);
    await().atMost(LONG).until(() -> answers.size() >= 2);
    assertThat(answers).containsExactlyInAnyOrder("re: a", "re: b");
    assertThat(metrics.published).hasValue(2);
    assertThat(metrics.publishFailed).hasValue(0);
  }

  @Test
  void acknowledgesARequestWhoseSenderIsGone() throws Exception {
    CompletableFuture<Optional<Message>> later = new CompletableFuture<>();
    List<Delivery> got = new CopyOnWriteArrayList<>();
    bus.consume(
        plain(queue),
        10,
        delivery -> {
          got.add(delivery);
          return later;
        });
    answers();
    ask(PSEUDO_QUEUE, "a");
    await().atMost(LONG).until(() -> got.size() == 1);
    raw.close();

    later.complete(Optional.of(Message.text("too late")));

    await().atMost(LONG).until(() -> metrics.acknowledged.get() == 1);
    assertOthersAreWell();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amq.rabbitmq.reply-to.garbage",
        "amq.rabbitmq.reply-to.",
        "amq.rabbitmq.reply-to.g1h2AAg.x",
        "amq.rabbitmq.reply-to.g1h2AAF.!!!",
        "amq.rabbitmq.reply-to.bm90IGEgcGlk.bm90IGEgcGlk",
        "amq.rabbitmq.reply-to.g1h3DXJhYmJpdEBsb2NhbAAAAAE=.key",
        "amq.gen-nobody",
        "amq.rabbitmq.reply-to"
      })
  void acknowledgesARequestWithAnAddressThatLeadsNowhere(String replyTo) throws Exception {
    List<CompletionStage<Void>> parallel = new CopyOnWriteArrayList<>();
    bus.consume(plain(queue + "-others"), 100, got -> done());
    bus.consume(
        plain(queue),
        10,
        got -> {
          IntStream.range(0, 50)
              .mapToObj(i -> bus.publish(Address.queue(queue + "-others"), Message.text("" + i)))
              .forEach(parallel::add);
          return done(Message.text("to nobody"));
        });

    raw(replyTo);

    await().atMost(LONG).until(() -> metrics.acknowledged.get() == 51);
    parallel.forEach(BusTests::join);
    assertOthersAreWell();
  }

  /** RabbitMQ 3.10 ends the connection with 541, and delivers the request again. */
  @Test
  void anAddressThatEndsTheConnectionDoesSoTwiceAtMost() throws Exception {
    bus.close();
    bus =
        new AmqpBusConnector(
                LiveBroker.options()
                    .withMetrics(metrics)
                    .withPauses(new Pauses(Duration.ofMillis(20), Duration.ofMillis(50))))
            .open(LiveBroker.USER, "poisoned");
    QueueSpec durable = BusTests.durable(queue);
    bus.consume(durable, 10, got -> done(Message.text("x")));

    // a process of a node that there is not
    ask("amq.rabbitmq.reply-to.g1h3BG5vbmUAAAABAAAAAgAAAAM=.key", "x");

    await().atMost(LONG).until(() -> metrics.acknowledged.get() == 1);
    assertThat(metrics.delivered.get()).isLessThanOrEqualTo(3);
    channel.queueDelete(queue);
  }

  /** Without the check of the client's own broker, that a reply-to of this kind has a consumer. */
  private void raw(String replyTo) throws Exception {
    if (replyTo.equals(PSEUDO_QUEUE)) {
      answers();
    }
    ask(replyTo, "x");
  }

  private void assertOthersAreWell() {
    assertThat(states).isEmpty();
    String other = queue + "-after";
    bus.consume(plain(other), 1, got -> done(Message.text("well")));
    assertThat(text(join(bus.request(Address.queue(other), Message.text("?"), LONG))))
        .isEqualTo("well");
  }
}
