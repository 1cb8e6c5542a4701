package org.mano4j.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mano4j.messaging.BusTests.LONG;
import static org.mano4j.messaging.BusTests.assertFails;
import static org.mano4j.messaging.BusTests.done;
import static org.mano4j.messaging.BusTests.join;
import static org.mano4j.messaging.BusTests.plain;
import static org.mano4j.messaging.BusTests.text;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What peers send that no bus of ours would. */
class HostileMessagesIT {

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
            .open(LiveBroker.USER, "hostile");
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

  @ParameterizedTest
  @ValueSource(ints = {17, 50, 100})
  void rejectsAMessageOverTheLimitAnswersItAndServesTheNext(int mebibytes) throws Exception {
    List<Delivery> got = new CopyOnWriteArrayList<>();
    bus.consume(
        plain(queue),
        10,
        new DeliveryHandler() {
          @Override
          public CompletionStage<Optional<Message>> handle(Delivery delivery) {
            got.add(delivery);
            return done();
          }

          @Override
          public Optional<Message> tooLarge(long size) {
            return Optional.of(Message.text("too large: " + size));
          }
        });
    List<String> answers = new CopyOnWriteArrayList<>();
    String replies = channel.queueDeclare().getQueue();
    channel.basicConsume(
        replies, true, (tag, one) -> answers.add(new String(one.getBody(), UTF_8)), tag -> {});
    byte[] body = new byte[mebibytes << 20];

    channel.basicPublish(
        "", queue, new AMQP.BasicProperties.Builder().replyTo(replies).build(), body);
    channel.basicPublish("", queue, null, body);
    channel.basicPublish("", queue, null, "next".getBytes(UTF_8));

    await().atMost(LONG).until(() -> got.size() == 1);
    assertThat(text(got.get(0).message())).isEqualTo("next");
    await().atMost(LONG).until(() -> metrics.acknowledged.get() == 1);
    await().atMost(LONG).until(() -> answers.size() == 1);
    assertThat(answers).containsExactly("too large: " + body.length);
    await().atMost(LONG).until(() -> metrics.rejected.get() == 2);
    assertThat(states).isEmpty();
  }

  @Test
  void takesPropertiesAndHeadersOfAnyKind() throws Exception {
    List<Delivery> got = new CopyOnWriteArrayList<>();
    bus.consume(
        plain(queue),
        10,
        delivery -> {
          got.add(delivery);
          return done();
        });
    Map<String, Object> headers = new HashMap<>();
    headers.put("nothing", null);
    headers.put("text", "a");
    headers.put("bytes", new byte[] {1, 2});
    headers.put("list", List.of("a", 1));
    headers.put("table", Map.of("k", "v"));
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder()
            .headers(headers)
            .contentType("application/octet-stream")
            .contentEncoding("ebcdic")
            .correlationId("")
            .replyTo("")
            .priority(9)
            .expiration("60000")
            .build();

    channel.basicPublish("", queue, properties, new byte[] {0, -1});
    channel.basicPublish("", queue, null, new byte[0]);

    await().atMost(LONG).until(() -> metrics.acknowledged.get() == 2);
    Message first = got.get(0).message();
    assertThat(first.headers()).containsEntry("text", "a").doesNotContainKey("nothing");
    assertThat(first.contentType()).isEqualTo("application/octet-stream");
    assertThat(first.body()).containsExactly(0, -1);
    assertThat(got.get(1).message().headers()).isEmpty();
  }

  @Test
  void anAnswerWithAnEmptyReplyToIsDropped() throws Exception {
    bus.consume(plain(queue), 10, delivery -> done(Message.text("x")));

    channel.basicPublish(
        "", queue, new AMQP.BasicProperties.Builder().replyTo("").build(), new byte[1]);

    await().atMost(LONG).until(() -> metrics.acknowledged.get() == 1);
  }

  @Test
  void anAnswerOverTheLimitEndsItsRequest() throws Exception {
    String replier = queue + "-raw";
    channel.queueDeclare(replier, false, false, true, Map.of());
    channel.basicConsume(
        replier,
        true,
        (tag, got) ->
            channel.basicPublish(
                "",
                got.getProperties().getReplyTo(),
                new AMQP.BasicProperties.Builder()
                    .correlationId(got.getProperties().getCorrelationId())
                    .build(),
                new byte[17 << 20]),
        tag -> {});

    assertFails(
        bus.request(Address.queue(replier), Message.text("x"), LONG),
        BusException.MessageTooLarge.class);
  }

  @Test
  void answersThatNobodyAskedForAreDropped() throws Exception {
    bus.consume(
        plain(queue),
        10,
        delivery -> {
          AMQP.BasicProperties none = new AMQP.BasicProperties();
          try {
            channel.basicPublish("", delivery.message().replyTo(), none, new byte[1]);
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          return done(Message.text("real"));
        });

    assertThat(text(join(bus.request(Address.queue(queue), Message.text("x"), LONG))))
        .isEqualTo("real");
  }

  @Test
  void anUnknownExchangeIsASentenceAndDisturbsNobody() {
    bus.consume(plain(queue), 100, delivery -> done());
    List<CompletionStage<Void>> well =
        IntStream.range(0, 200)
            .mapToObj(
                i -> {
                  CompletionStage<Void> bad =
                      bus.publish(new Address("no-such", "k"), Message.text("x"));
                  assertThat(bad).isNotNull();
                  return bus.publish(Address.queue(queue), Message.text("" + i));
                })
            .toList();

    well.forEach(BusTests::join);
    assertFails(
        bus.publish(new Address("no-such", "k"), Message.text("x")),
        BusException.Unroutable.class,
        "cannot publish to key 'k' on exchange 'no-such'",
        "there is no such exchange",
        "start its owner");
    assertThat(states).isEmpty();
    await().atMost(LONG).until(() -> metrics.acknowledged.get() == 200);
    await().atMost(LONG).until(() -> metrics.publishFailed.get() == 201);
    assertThat(metrics.published).hasValue(200);
  }

  @Test
  void aKeyThatAmqpCannotCarryIsASentence() {
    String key = "k".repeat(300);

    List<CompletionStage<Void>> all =
        IntStream.range(0, 500)
            .mapToObj(i -> bus.publish(Address.queue(key), Message.text("x")))
            .toList();

    assertThat(all)
        .allSatisfy(
            one ->
                assertFails(
                    one,
                    BusException.class,
                    "cannot publish to key '" + key,
                    "AMQP has no form for it"));
    bus.consume(plain(queue), 1, got -> done(Message.text("well")));
    assertThat(text(join(bus.request(Address.queue(queue), Message.text("?"), LONG))))
        .isEqualTo("well");
  }
}
