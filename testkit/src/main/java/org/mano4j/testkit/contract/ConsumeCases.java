package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.Subscription;

/** How every bus delivers, acknowledges and redelivers. */
abstract class ConsumeCases extends MessageBusCases {

  @Test
  void deliversNoMoreThanThePrefetchWindow() {
    Handler handler = new Handler();
    bus.consume(plain(name), 2, handler);

    IntStream.range(0, 5).forEach(i -> send("" + i));

    await().until(() -> handler.texts().equals(List.of("0", "1")));
    assertWaiting(3, 2);
    handler.finish("1");
    await().until(() -> handler.texts().equals(List.of("0", "1", "2")));
  }

  @Test
  void theWindowCanBeMadeLargerAndSmaller() {
    assumeCan(MessageBusContract.Capability.CHANGING_WINDOWS);
    Handler handler = new Handler();
    Subscription subscription = bus.consume(plain(name), 1, handler);
    IntStream.range(0, 6).forEach(i -> send("" + i));
    await().until(() -> handler.texts().equals(List.of("0")));

    subscription.prefetch(3);
    await().until(() -> handler.texts().equals(List.of("0", "1", "2")));
    subscription.prefetch(1);
    handler.finish("0");
    handler.finish("1");
    awaitWaiting(3, 1);
    handler.finish("2");

    await().until(() -> handler.texts().equals(List.of("0", "1", "2", "3")));
    assertWaiting(2, 1);
  }

  @Test
  void parkingMakesRoomInTheWindow() {
    Handler handler = new Handler();
    bus.consume(plain(name), 1, handler);
    IntStream.range(0, 4).forEach(i -> send("" + i));
    await().until(() -> handler.texts().equals(List.of("0")));

    Delivery.Parking parking = handler.delivery("0").park();
    await().until(() -> handler.texts().equals(List.of("0", "1")));
    parking.close();
    parking.close();
    handler.finish("1");

    // the window is full again with the one that was parked
    awaitWaiting(2, 1);
    assertThat(handler.texts()).containsExactly("0", "1");
    handler.finish("0");
    await().until(() -> handler.texts().equals(List.of("0", "1", "2")));
    handler.finish("2");
    await().until(() -> handler.texts().equals(List.of("0", "1", "2", "3")));
  }

  @Test
  void aDeliveryThatEndsParkedIsNotCountedTwice() {
    Handler handler = new Handler();
    bus.consume(plain(name), 1, handler);
    IntStream.range(0, 4).forEach(i -> send("" + i));
    await().until(() -> handler.texts().equals(List.of("0")));

    Delivery.Parking parking = handler.delivery("0").park();
    await().until(() -> handler.texts().equals(List.of("0", "1")));
    handler.finish("0");
    parking.close();

    awaitWaiting(2, 1);
    assertThat(handler.texts()).containsExactly("0", "1");
    handler.finish("1");
    await().until(() -> handler.texts().equals(List.of("0", "1", "2")));
  }

  @Test
  void consumersOfOneQueueTakeTurns() {
    assumeCan(MessageBusContract.Capability.EVEN_TURNS);
    Handler first = new Handler();
    Handler second = new Handler();
    bus.consume(plain(name), 10, first);
    other.consume(plain(name), 10, second);

    IntStream.range(0, 8).forEach(i -> send("" + i));

    await().until(() -> first.texts().size() + second.texts().size() == 8);
    assertThat(first.texts()).hasSize(4);
    assertThat(second.texts()).hasSize(4);
  }

  @Test
  void aConsumerWithAFullWindowLeavesTheRestToOthers() {
    Handler slow = new Handler();
    bus.consume(plain(name), 1, slow);
    send("0");
    await().until(() -> slow.texts().size() == 1);
    List<Delivery> quick = collect(other, plain(name), 1);

    IntStream.range(1, 20).forEach(i -> send("" + i));

    await().until(() -> quick.size() == 19);
    assertThat(slow.texts()).containsExactly("0");
  }

  @Test
  void redeliversInOrderWhenTheConsumerCloses() {
    Handler handler = new Handler();
    Subscription subscription = bus.consume(durable(name), 3, handler);
    IntStream.range(0, 5).forEach(i -> send("" + i));
    await().until(() -> handler.texts().size() == 3);
    handler.finish("1");
    await().until(() -> handler.texts().size() == 4);

    subscription.close();
    subscription.close();
    awaitWaiting(4, 0);
    List<Delivery> again = collect(other, durable(name), 10);

    await().until(() -> again.size() == 4);
    assertThat(again.stream().map(d -> text(d.message()) + " " + d.redelivered()))
        .containsExactly("0 true", "2 true", "3 true", "4 false");
  }

  @Test
  void redeliversToAnotherConsumerWhenTheBusCloses() {
    Handler dying = new Handler();
    MessageBus dyingBus = openBus();
    dyingBus.consume(plain(name), 10, dying);
    send("a");
    await().until(() -> dying.texts().size() == 1);
    List<Delivery> got = collect(other, plain(name), 10);

    dyingBus.close();

    await().until(() -> got.size() == 1);
    assertThat(got.get(0).redelivered()).isTrue();
  }

  @Test
  void dropsTheResultOfAHandlerWhoseDeliveryWentBack() {
    CompletableFuture<Optional<Message>> first = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    Subscription subscription =
        bus.consume(
            durable(name),
            10,
            delivery -> {
              begun.countDown();
              return first;
            });
    CompletableFuture<Message> request =
        other.request(Address.queue(name), Message.text("x"), LONG).toCompletableFuture();
    await().until(() -> begun.getCount() == 0);
    subscription.close();

    first.complete(Optional.of(Message.text("from the dead")));
    bus.consume(durable(name), 10, delivery -> done(Message.text("from the living")));

    assertThat(text(join(request))).isEqualTo("from the living");
  }

  @Test
  void rejectsForGoodWhatAHandlerFailsOn() {
    List<String> seen = new CopyOnWriteArrayList<>();
    bus.consume(
        durable(name),
        1,
        delivery -> {
          String text = text(delivery.message());
          seen.add(text + " " + delivery.redelivered());
          return switch (text) {
            case "throw" -> throw new IllegalStateException("secret");
            case "error" -> throw new StackOverflowError();
            case "fail" -> CompletableFuture.failedFuture(new IllegalStateException("secret"));
            case "null" -> CompletableFuture.completedFuture(null);
            case "no stage" -> null;
            default -> done();
          };
        });

    List.of("throw", "error", "fail", "null", "no stage", "good").forEach(this::send);

    await().until(() -> seen.size() == 6);
    assertThat(seen)
        .containsExactly(
            "throw false",
            "error false",
            "fail false",
            "null false",
            "no stage false",
            "good false");
    await().untilAsserted(() -> assertEmpty(name));
  }

  @Test
  void aHandlerThatBlocksHoldsUpNoOtherSubscription() {
    CountDownLatch release = latch();
    for (int i = 0; i < 20; i++) {
      bus.consume(plain(name + "-blocked-" + i), 1, delivery -> block(release));
      join(other.publish(Address.queue(name + "-blocked-" + i), Message.text("x")));
    }
    bus.consume(plain(name), 1, delivery -> done(Message.text("pong")));

    assertThat(text(join(bus.request(Address.queue(name), Message.text("ping"), LONG))))
        .isEqualTo("pong");
  }

  @Test
  void aHandlerMayWaitForAnAnswerOnItsOwnBus() {
    bus.consume(plain(name), 1, delivery -> done(Message.text("inner")));
    bus.consume(
        plain(name + "-outer"),
        1,
        delivery -> done(join(bus.request(Address.queue(name), Message.text("x"), LONG))));

    Message answer = join(bus.request(Address.queue(name + "-outer"), Message.text("x"), LONG));

    assertThat(text(answer)).isEqualTo("inner");
  }

  @Test
  void callsAHandlerForOneDeliveryAtATime() {
    AtomicBoolean busy = new AtomicBoolean();
    AtomicInteger collisions = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    bus.consume(
        plain(name),
        100,
        delivery -> {
          if (!busy.compareAndSet(false, true)) {
            collisions.incrementAndGet();
          }
          Thread.yield();
          busy.set(false);
          calls.incrementAndGet();
          return done();
        });

    IntStream.range(0, 1000).forEach(i -> send("" + i));

    await().until(() -> calls.get() == 1000);
    assertThat(collisions).hasValue(0);
  }
}
