package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What senders are told; the writer's tasks run at once. */
class AmqpPublisherTest {

  private static final Address PLACE = new Address("e", "k");

  private final List<FakeChannel> channels = new ArrayList<>();
  private final Map<String, List<String>> told = new ConcurrentHashMap<>();
  private final AmqpPublisher publisher =
      new AmqpPublisher(
          FakeChannel.connection(channels),
          AmqpOptions.defaults(),
          new AmqpThreads(null),
          Runnable::run,
          10_000);

  private void send(String body) {
    Outgoing message = outgoing(body);
    assertThat(publisher.admit(message)).isTrue();
    if (!publisher.sendAtOnce(message)) {
      publisher.send(message);
    }
  }

  private Outgoing outgoing(String body) {
    return new Outgoing(
        PLACE,
        Message.text(body),
        null,
        null,
        failure ->
            told.computeIfAbsent(body, b -> new CopyOnWriteArrayList<>())
                .add(failure == null ? "ok" : failure.getClass().getSimpleName()));
  }

  /** The first one goes alone and makes its channel one for many. */
  private FakeChannel shared() throws Exception {
    send("first");
    FakeChannel channel = channels.get(0);
    channel.ack(1, false);
    send("a");
    send("b");
    assertThat(channels).hasSize(1);
    assertThat(channel.published).containsExactly("first", "a", "b");
    return channel;
  }

  @Test
  void messagesToAProvenPlaceShareAChannel() throws Exception {
    shared().ack(3, true);

    assertThat(told)
        .containsOnly(
            Map.entry("first", List.of("ok")),
            Map.entry("a", List.of("ok")),
            Map.entry("b", List.of("ok")));
  }

  @Test
  void whatSharedAChannelThatEndedMayHaveArrived() throws Exception {
    FakeChannel channel = shared();
    channel.end(AMQP.NOT_FOUND);
    channel.tellEnd();

    assertThat(told).containsEntry("a", List.of("Closed")).containsEntry("b", List.of("Closed"));

    send("c");
    FakeChannel own = channels.get(1);
    own.end(AMQP.NOT_FOUND);
    own.tellEnd();
    assertThat(told)
        .as("alone again, with its own reason")
        .containsEntry("c", List.of("Unroutable"));
  }

  /** Between the end of a channel and the news of it. */
  @Test
  void whatFindsItsChannelEndedGoesOverAnotherOne() throws Exception {
    FakeChannel channel = shared();
    channel.end(AMQP.ACCESS_REFUSED);

    send("c");

    assertThat(channels).hasSize(2);
    assertThat(channels.get(1).published).containsExactly("c");
    channel.tellEnd();
    channels.get(1).ack(1, false);
    assertThat(told)
        .containsEntry("a", List.of("Closed"))
        .containsEntry("b", List.of("Closed"))
        .containsEntry("c", List.of("ok"));
  }

  @Test
  void whatCameBackBeforeItsChannelEndedIsUnroutable() throws Exception {
    FakeChannel channel = shared();
    channel.giveBack(outgoing("a"));
    channel.end(AMQP.NOT_FOUND);
    channel.tellEnd();

    assertThat(told)
        .containsEntry("a", List.of("Unroutable"))
        .containsEntry("b", List.of("Closed"));
  }

  @Test
  void countsWhatTheBrokerMayNotHaveRead() throws Exception {
    shared();
    assertThat(publisher.hasRoom(0)).isTrue();
    assertThat(publisher.hasRoom(10_000)).as("acknowledgements count, too").isFalse();

    for (int i = 0; i < 50; i++) {
      send("");
    }
    assertThat(publisher.hasRoom(0)).as("empty ones take room, too").isFalse();
    channels.get(0).ack(53, true);
    assertThat(publisher.hasRoom(0)).isTrue();
  }
}
