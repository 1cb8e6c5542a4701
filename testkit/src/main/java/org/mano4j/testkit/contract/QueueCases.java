package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.QueueStatus;
import org.mano4j.messaging.Subscription;

/** How queues come and go on every bus. */
abstract class QueueCases extends MessageBusCases {

  @Test
  void anAutoDeleteQueueVanishesWithItsLastConsumer() {
    Subscription first = bus.consume(plain(name), 1, new Handler());
    Subscription second = other.consume(plain(name), 1, new Handler());

    first.close();
    assertThat(bus.inspect(name)).isPresent();
    second.close();

    await().until(() -> bus.inspect(name).isEmpty());
    assertFails(
        other.publish(Address.queue(name), Message.text("x")), BusException.Unroutable.class);
  }

  @Test
  void aDurableQueueKeepsItsMessagesWithoutAConsumer() {
    bus.consume(durable(name), 1, new Handler()).close();

    send("kept");

    List<Delivery> got = collect(other, durable(name), 1);
    await().until(() -> got.size() == 1);
    assertThat(got.get(0).redelivered()).isFalse();
  }

  @Test
  void anExclusiveQueueServesItsBusAloneAndVanishesWithIt() {
    QueueSpec exclusive = new QueueSpec(name, false, false, true, Map.of(), List.of());
    MessageBus owner = openBus();
    owner.consume(exclusive, 1, new Handler());

    assertThatExceptionOfType(BusException.class)
        .isThrownBy(() -> other.consume(exclusive, 1, new Handler()))
        .withMessageContaining(name);
    owner.close();

    await().until(() -> other.inspect(name).isEmpty());
  }

  @Test
  void refusesAQueueThatIsThereWithOtherProperties() {
    bus.consume(plain(name), 1, new Handler());

    assertThatExceptionOfType(BusException.class)
        .isThrownBy(() -> other.consume(durable(name), 1, new Handler()))
        .withMessageContaining(name);
    assertThat(bus.inspect(name)).hasValue(new QueueStatus(name, 0, 1));
  }

  @Test
  void refusesABindingToAnUnknownExchange() {
    QueueSpec spec =
        new QueueSpec(name, false, true, false, Map.of(), List.of(new Address(name, "key")));

    assertThatExceptionOfType(BusException.class)
        .isThrownBy(() -> bus.consume(spec, 1, new Handler()))
        .withMessageContaining(name);
  }

  @Test
  void declaresAnExchangeThatRoutesByPattern() {
    bus.declareExchange(name, false);
    QueueSpec spec =
        new QueueSpec(name, false, true, false, Map.of(), List.of(new Address(name, "a.*.#")));
    List<Delivery> got = collect(bus, spec, 10);

    join(other.publish(new Address(name, "a.b.c.d"), Message.text("x")));

    await().until(() -> got.size() == 1);
    assertFails(
        other.publish(new Address(name, "b.b"), Message.text("y")), BusException.Unroutable.class);
  }

  @Test
  void declaringAnExchangeAgainChangesNothing() {
    bus.declareExchange(EXCHANGE, true);
    List<Delivery> got = collect(bus, bound(name, List.of(name)), 10);

    other.declareExchange(EXCHANGE, true);

    join(other.publish(new Address(EXCHANGE, name), Message.text("x")));
    await().until(() -> got.size() == 1);
  }

  @Test
  void refusesAWindowOfNone() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> bus.consume(plain(name), 0, new Handler()));
    assertThat(bus.inspect(name)).isEmpty();
  }

  @Test
  void deletesAQueueAsUnusedOnlyWithoutConsumersAndMessages() {
    assertThat(bus.deleteIfUnused(name)).as("no such queue").isFalse();
    Subscription consumer = bus.consume(durable(name), 1, new Handler());
    assertThat(other.deleteIfUnused(name)).as("consumed from").isFalse();
    consumer.close();
    send("waits");
    assertThat(other.deleteIfUnused(name)).as("a message waits").isFalse();

    List<Delivery> got = new CopyOnWriteArrayList<>();
    Subscription last =
        bus.consume(
            durable(name),
            1,
            delivery -> {
              got.add(delivery);
              return done();
            });
    await().until(() -> got.size() == 1);
    last.drain(LONG);

    assertThat(other.deleteIfUnused(name)).as("unused").isTrue();
    assertThat(bus.inspect(name)).isEmpty();
    assertThat(other.deleteIfUnused(name)).as("deleted before").isFalse();
  }

  @Test
  void aQueueThatExpiresVanishesSomeTimeAfterItsLastConsumer() {
    assumeCan(MessageBusContract.Capability.EXPIRING_QUEUES);
    Duration expires = Duration.ofMillis(300);
    QueueSpec expiring =
        new QueueSpec(name, true, false, false, Map.of("x-expires", expires.toMillis()), List.of());
    Subscription once = bus.consume(expiring, 1, new Handler());
    long first = System.nanoTime();
    once.close();
    await().until(() -> System.nanoTime() - first > expires.toNanos() / 2);
    boolean present = bus.inspect(name).isPresent();
    if (System.nanoTime() - first < expires.toNanos()) {
      // else it may have vanished before it was looked at
      assertThat(present).isTrue();
    }

    Subscription again = bus.consume(expiring, 1, new Handler());
    long last = System.nanoTime();
    again.close();

    // looking at it would keep it
    await().until(() -> isUnroutable(name));
    assertThat(Duration.ofNanos(System.nanoTime() - last)).isGreaterThanOrEqualTo(expires);
  }

  private boolean isUnroutable(String queue) {
    try {
      join(other.publish(Address.queue(queue), Message.text("x")));
      return false;
    } catch (CompletionException e) {
      return e.getCause() instanceof BusException.Unroutable;
    }
  }
}
