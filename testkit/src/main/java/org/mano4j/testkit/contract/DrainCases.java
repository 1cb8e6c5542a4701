package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.Subscription;

/** How every bus ends. */
abstract class DrainCases extends MessageBusCases {

  @Test
  void drainFinishesWhatIsDeliveredStartedOrNot() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = latch();
    List<String> done = new CopyOnWriteArrayList<>();
    Subscription subscription =
        bus.consume(
            durable(name),
            3,
            delivery -> {
              begun.countDown();
              CompletionStage<Optional<Message>> blocked = block(release);
              done.add(text(delivery.message()));
              return blocked;
            });
    IntStream.range(0, 5).forEach(i -> send("" + i));
    awaitWaiting(2, 3);
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<DrainReport> drain =
        CompletableFuture.supplyAsync(() -> subscription.drain(LONG), threads);
    await().until(() -> connectorSees(name).consumers() == 0);
    assertThat(drain).isNotDone();
    release.countDown();

    DrainReport report = drain.get(20, TimeUnit.SECONDS);
    if (capabilities().contains(MessageBusContract.Capability.COUNTS_WAITING_ONLY)) {
      assertThat(report).isEqualTo(new DrainReport(3, 0));
    }
    // where nobody can tell how many were delivered by then: those, and no others
    assertThat(report.requeued()).isZero();
    assertThat(done)
        .startsWith("0")
        .isEqualTo(List.of("0", "1", "2").subList(0, report.finished()));
    assertWaiting(5 - report.finished(), 0);
  }

  @Test
  void drainGivesBackWhatIsUnfinishedAtTheDeadline() {
    Handler handler = new Handler();
    Subscription subscription = bus.consume(durable(name), 3, handler);
    IntStream.range(0, 5).forEach(i -> send("" + i));
    await().until(() -> handler.texts().size() == 3);

    assertThat(subscription.drain(SHORT)).isEqualTo(new DrainReport(0, 3));
    awaitWaiting(5, 0);

    List<Delivery> again = collect(other, durable(name), 10);
    await().until(() -> again.size() == 5);
    assertThat(again.stream().map(d -> text(d.message()) + " " + d.redelivered()))
        .containsExactly("0 true", "1 true", "2 true", "3 false", "4 false");
  }

  @Test
  void aClosedSubscriptionBeginsNothingMore() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = latch();
    CountDownLatch ended = new CountDownLatch(1);
    List<String> calls = new CopyOnWriteArrayList<>();
    Subscription subscription =
        bus.consume(
            durable(name),
            3,
            delivery -> {
              calls.add(text(delivery.message()));
              begun.countDown();
              CompletionStage<Optional<Message>> result = block(release);
              ended.countDown();
              return result;
            });
    IntStream.range(0, 3).forEach(i -> send("" + i));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

    subscription.close();
    List<Delivery> again = collect(other, durable(name), 10);
    await().until(() -> again.size() == 3);
    release.countDown();
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(subscription.drain(LONG)).isEqualTo(new DrainReport(0, 0));
    assertThat(calls).containsExactly("0");
  }

  @Test
  void aDrainedBusStillLetsHandlersFinish() throws Exception {
    bus.consume(plain(name + "-helper"), 1, delivery -> done(Message.text("helped")));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = latch();
    MessageBus draining = openBus();
    draining.consume(
        plain(name),
        1,
        delivery -> {
          begun.countDown();
          return block(release)
              .thenCompose(
                  go ->
                      draining.request(Address.queue(name + "-helper"), Message.text("help"), LONG))
              .thenApply(Optional::of);
        });
    CompletableFuture<Message> request =
        other.request(Address.queue(name), Message.text("x"), LONG).toCompletableFuture();
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<DrainReport> drain =
        CompletableFuture.supplyAsync(() -> draining.drain(LONG), threads);
    await().until(() -> draining.state() == BusState.CLOSING);
    assertThatExceptionOfType(BusException.Closed.class)
        .isThrownBy(() -> draining.consume(plain(name + "-new"), 1, new Handler()));
    release.countDown();

    assertThat(text(request.get(20, TimeUnit.SECONDS))).isEqualTo("helped");
    assertThat(drain.get(20, TimeUnit.SECONDS)).isEqualTo(new DrainReport(1, 0));
  }

  @Test
  void whatIsDoneWhileABusClosesIsAnsweredOrComesAgain() {
    MessageBus closing = openBus();
    CompletableFuture<Optional<Message>> answer = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    closing.consume(
        plain(name),
        1,
        delivery -> {
          begun.countDown();
          return answer;
        });
    closing.onStateChange(
        state -> {
          if (state == BusState.CLOSED) {
            answer.complete(Optional.of(Message.text("the one that closes")));
          }
        });
    CompletionStage<Message> request = other.request(Address.queue(name), Message.text("x"), LONG);
    await().until(() -> begun.getCount() == 0);
    bus.consume(plain(name), 1, delivery -> done(Message.text("the next one")));

    closing.close();

    assertThat(text(join(request))).isIn("the one that closes", "the next one");
  }

  @Test
  void drainOfAnIdleBusEndsAtOnce() {
    bus.consume(plain(name), 1, new Handler());

    assertThat(bus.drain(LONG).clean()).isTrue();
    assertThat(bus.drain(LONG)).isEqualTo(new DrainReport(0, 0));
  }

  @Test
  void anInterruptedDrainGivesEverythingBack() throws Exception {
    Handler handler = new Handler();
    Subscription subscription = bus.consume(durable(name), 1, handler);
    send("a");
    await().until(() -> handler.texts().size() == 1);
    CompletableFuture<DrainReport> report = new CompletableFuture<>();
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    Thread drainer =
        new Thread(
            () -> {
              DrainReport drained = subscription.drain(LONG);
              stillInterrupted.set(Thread.currentThread().isInterrupted());
              report.complete(drained);
            });
    drainer.start();

    drainer.interrupt();

    assertThat(report.get(20, TimeUnit.SECONDS)).isEqualTo(new DrainReport(0, 1));
    assertThat(stillInterrupted).isTrue();
  }

  @Test
  void aClosedBusRefusesEverything() {
    bus.close();
    bus.close();

    assertThat(bus.state()).isEqualTo(BusState.CLOSED);
    assertFails(
        bus.publish(new Address(EXCHANGE, name), Message.text("x")), BusException.Closed.class);
    assertFails(
        bus.request(new Address(EXCHANGE, name), Message.text("x"), LONG),
        BusException.Closed.class);
    assertThatExceptionOfType(BusException.Closed.class)
        .isThrownBy(() -> bus.consume(plain(name), 1, new Handler()));
    assertThatExceptionOfType(BusException.Closed.class).isThrownBy(() -> bus.inspect(name));
    assertThat(bus.drain(LONG)).isEqualTo(new DrainReport(0, 0));
  }

  @Test
  void tellsItsListenerEachState() {
    List<BusState> states = new CopyOnWriteArrayList<>();
    bus.onStateChange(states::add);

    bus.drain(LONG);
    bus.close();
    bus.close();

    assertThat(states).containsExactly(BusState.CLOSING, BusState.CLOSED);
  }
}
