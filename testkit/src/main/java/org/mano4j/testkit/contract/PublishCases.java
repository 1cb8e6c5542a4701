package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;

/** How every bus publishes and routes. */
abstract class PublishCases extends MessageBusCases {

  @Test
  void deliversWhatWasPublishedToAQueue() {
    List<Delivery> got = collect(bus, plain(name), 10);

    Message sent = new Message(bytes("hello"), "text/plain", "c-1", "somewhere", Map.of("k", "v"));
    join(other.publish(Address.queue(name), sent));

    await().until(() -> got.size() == 1);
    Message message = got.get(0).message();
    assertThat(text(message)).isEqualTo("hello");
    assertThat(message.contentType()).isEqualTo("text/plain");
    assertThat(message.correlationId()).isEqualTo("c-1");
    assertThat(message.replyTo()).isEqualTo("somewhere");
    assertThat(message.headers().get("k")).hasToString("v");
    assertThat(got.get(0).address()).isEqualTo(Address.queue(name));
    assertThat(got.get(0).redelivered()).isFalse();
  }

  @Test
  void deliversByKeyThroughAnExchange() {
    List<Delivery> got = collect(bus, QueueSpec.named(name, EXCHANGE), 10);

    join(other.publish(new Address(EXCHANGE, name), Message.text("hello")));

    await().until(() -> got.size() == 1);
    assertThat(got.get(0).address()).isEqualTo(new Address(EXCHANGE, name));
  }

  @Test
  void keepsTheOrderOfOnePublisher() {
    List<Delivery> got = collect(bus, plain(name), 7);

    IntStream.range(0, 500).forEach(i -> send("" + i));

    await().until(() -> got.size() == 500);
    assertThat(got.stream().map(d -> text(d.message())))
        .containsExactlyElementsOf(IntStream.range(0, 500).mapToObj(i -> "" + i).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "a.*.c, a.b.c, true",
    "a.*.c, a.c, false",
    "a.*.c, a.b.b.c, false",
    "a.#, a, true",
    "a.#, a.b.c, true",
    "a.#, ab, false",
    "#.c, c, true",
    "#.c, a.b.c, true",
    "#.c, a.b.cd, false",
    "#, anything.at.all, true",
    "a.#.c.*, a.c.c.d, true",
    "a.#.c.*, a.b.c, false",
    "a*, ab, false",
    "*, '', true",
  })
  void routesByWildcards(String pattern, String key, boolean routed) {
    if (key.isEmpty()) {
      assumeCan(MessageBusContract.Capability.EMPTY_WORDS);
    }
    String prefix = name + ".";
    QueueSpec spec = bound(name, List.of(prefix + pattern));
    List<Delivery> got = collect(bus, spec, 10);

    CompletionStage<Void> published =
        other.publish(new Address(EXCHANGE, prefix + key), Message.text("x"));

    if (routed) {
      join(published);
      await().until(() -> got.size() == 1);
    } else {
      assertFails(published, BusException.Unroutable.class);
    }
  }

  @Test
  void deliversOnceToAQueueThatIsBoundTwice() {
    List<Delivery> got = collect(bus, bound(name, List.of(name, name + ".#", name)), 10);

    join(other.publish(new Address(EXCHANGE, name), Message.text("once")));
    join(other.publish(new Address(EXCHANGE, name), Message.text("then")));

    await().until(() -> got.size() >= 2);
    assertThat(got.stream().map(d -> text(d.message()))).containsExactly("once", "then");
  }

  @Test
  void deliversToEveryQueueThatIsBound() {
    List<Delivery> first = collect(bus, bound(name + "-1", List.of(name)), 10);
    List<Delivery> second = collect(other, bound(name + "-2", List.of(name)), 10);

    join(other.publish(new Address(EXCHANGE, name), Message.text("x")));

    await().until(() -> first.size() == 1 && second.size() == 1);
  }

  @Test
  void failsAPublishThatNoQueueTakes() {
    assertFails(
        bus.publish(new Address(EXCHANGE, name), Message.text("x")),
        BusException.Unroutable.class,
        name,
        EXCHANGE);
    assertFails(
        bus.publish(Address.queue(name), Message.text("x")), BusException.Unroutable.class, name);
  }

  @Test
  void failsAPublishToAnUnknownExchange() {
    assertFails(
        bus.publish(new Address(name, "key"), Message.text("x")),
        BusException.Unroutable.class,
        name);
  }

  @Test
  void takesABodyAtTheLimitAndRefusesOneAbove() {
    List<Delivery> got = collect(bus, plain(name), 1);

    join(other.publish(Address.queue(name), Message.text(new byte[MessageBus.MAX_MESSAGE_SIZE])));
    assertFails(
        other.publish(Address.queue(name), Message.text(new byte[MessageBus.MAX_MESSAGE_SIZE + 1])),
        BusException.MessageTooLarge.class,
        "" + (MessageBus.MAX_MESSAGE_SIZE + 1));

    await().until(() -> got.size() == 1);
    assertThat(got.get(0).message().body()).hasSize(MessageBus.MAX_MESSAGE_SIZE);
  }
}
