package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mano4j.messaging.BusTests.LONG;
import static org.mano4j.messaging.BusTests.SHORT;
import static org.mano4j.messaging.BusTests.assertFails;
import static org.mano4j.messaging.BusTests.done;
import static org.mano4j.messaging.BusTests.join;
import static org.mano4j.messaging.BusTests.plain;
import static org.mano4j.messaging.BusTests.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Numbers: what is counted, what is left behind, how much goes through. {@code
 * -Dmano4j.load.messages=} and {@code -Dmano4j.load.cycles=} make it longer.
 */
class AmqpLoadIT {

  /** More than the threads that may be left. */
  private static final int CYCLES = Integer.getInteger("mano4j.load.cycles", 60);

  private final String queue = "mano4j-" + UUID.randomUUID();
  private final CountedMetrics metrics = new CountedMetrics();
  private final AtomicReference<AmqpBusConnector> connector = new AtomicReference<>();
  private MessageBus bus;

  @BeforeEach
  void open() {
    LiveBroker.require();
    connector.set(new AmqpBusConnector(LiveBroker.options().withMetrics(metrics)));
    bus = connector.get().open(LiveBroker.USER, "load");
  }

  @AfterEach
  void close() {
    if (bus != null) {
      bus.close();
    }
  }

  @Test
  void publishesManyMessagesInBoundedMemory() throws Exception {
    int many = Integer.getInteger("mano4j.load.messages", 30_000);
    Semaphore window = new Semaphore(5_000);
    AtomicInteger handled = new AtomicInteger();
    bus.consume(
        plain(queue),
        500,
        delivery -> {
          handled.incrementAndGet();
          return done();
        });
    Message message = Message.text("x".repeat(500));
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    long begun = System.nanoTime();

    for (int i = 0; i < many; i++) {
      assertThat(window.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      bus.publish(Address.queue(queue), message)
          .whenComplete(
              (sent, failure) -> {
                if (failure != null) {
                  failures.add(failure);
                }
                window.release();
              });
    }
    assertThat(window.tryAcquire(5_000, LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    long published = System.nanoTime() - begun;
    await().atMost(LONG).until(() -> metrics.acknowledged.get() == many);

    System.out.printf("%,d publishes/s, consumed meanwhile%n", many * 1_000_000_000L / published);
    assertThat(failures).isEmpty();
    assertThat(handled).hasValue(many);
    assertThat(metrics.published).hasValue(many);
    assertThat(metrics.delivered).hasValue(many);
  }

  @Test
  void refusesWhatIsOverTheLimitAndSendsTheRest() throws Exception {
    bus.consume(plain(queue), 500, delivery -> done());
    int many = 30_000;
    List<CompletableFuture<Void>> all = new java.util.ArrayList<>();
    AmqpOptions options = LiveBroker.options().withMetrics(metrics);
    try (StuckNetwork network = new StuckNetwork(options.host(), options.effectivePort());
        MessageBus sender =
            new AmqpBusConnector(options.withHost("127.0.0.1").withPort(network.port()))
                .open(LiveBroker.USER, "over-the-limit")) {
      all.add(sender.publish(Address.queue(queue), Message.text("x")).toCompletableFuture());
      join(all.get(0));
      network.stick(); // the broker takes nothing until all are sent
      for (int i = 1; i < many; i++) {
        all.add(sender.publish(Address.queue(queue), Message.text("x")).toCompletableFuture());
      }
      network.flow();

      await().atMost(LONG).until(() -> all.stream().allMatch(CompletableFuture::isDone));
    }
    long refused = all.stream().filter(CompletableFuture::isCompletedExceptionally).count();
    assertThat(refused).isPositive();
    all.stream()
        .filter(CompletableFuture::isCompletedExceptionally)
        .limit(10)
        .forEach(each -> assertFails(each, BusException.Refused.class, "too many messages"));
    assertThat(metrics.publishFailed.get()).isEqualTo((int) refused);
    await().atMost(LONG).until(() -> metrics.acknowledged.get() == many - refused);
  }

  @Test
  void asksAndAnswersMany() throws Exception {
    int many = 10_000;
    Semaphore window = new Semaphore(200);
    bus.consume(plain(queue), 500, delivery -> done(delivery.message()));
    try (MessageBus peer = connector.get().open(LiveBroker.USER, "peer")) {
      AtomicInteger answered = new AtomicInteger();
      long begun = System.nanoTime();
      for (int i = 0; i < many; i++) {
        String asked = "" + i;
        assertThat(window.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        peer.request(Address.queue(queue), Message.text(asked), LONG)
            .whenComplete(
                (answer, failure) -> {
                  if (failure == null && text(answer).equals(asked)) {
                    answered.incrementAndGet();
                  }
                  window.release();
                });
      }
      assertThat(window.tryAcquire(200, LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      System.out.printf("%,d requests/s%n", many * 1_000_000_000L / (System.nanoTime() - begun));
      assertThat(answered).hasValue(many);
    }
  }

  /**
   * The window changes with nearly every acknowledgement, of which the reading thread brings news.
   */
  @Test
  void asksAndAnswersManyThatAreParkedUntilAnotherAnswerComes() throws Exception {
    int many = 10_000;
    Semaphore window = new Semaphore(64);
    String inner = queue + "-inner";
    AtomicInteger answered = new AtomicInteger();
    try (MessageBus peer = connector.get().open(LiveBroker.USER, "peer")) {
      peer.consume(plain(inner), 64, delivery -> done(delivery.message()));
      bus.consume(
          plain(queue),
          16,
          delivery -> {
            delivery.park();
            return bus.request(Address.queue(inner), Message.text("x"), LONG)
                .thenApply(Optional::of);
          });
      for (int i = 0; i < many; i++) {
        assertThat(window.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS))
            .as("after %d", i)
            .isTrue();
        peer.request(Address.queue(queue), Message.text("x"), LONG)
            .whenComplete(
                (answer, failure) -> {
                  if (failure == null) {
                    answered.incrementAndGet();
                  }
                  window.release();
                });
      }
      assertThat(window.tryAcquire(64, LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    assertThat(answered).hasValue(many);
  }

  @Test
  void countsWhatHappens() {
    CompletableFuture<Optional<Message>> never = new CompletableFuture<>();
    Subscription subscription =
        bus.consume(
            plain(queue),
            10,
            delivery ->
                switch (text(delivery.message())) {
                  case "fail" -> throw new IllegalStateException("as wanted");
                  case "hang" -> never;
                  case "answer" -> done(Message.text("re"));
                  default -> done();
                });

    join(bus.publish(Address.queue(queue), Message.text("a")));
    join(bus.request(Address.queue(queue), Message.text("answer"), LONG));
    join(bus.publish(Address.queue(queue), Message.text("fail")));
    assertFails(
        bus.request(Address.queue(queue), Message.text("hang"), SHORT), BusException.NoReply.class);
    assertFails(
        bus.publish(Address.queue(queue + "-none"), Message.text("x")),
        BusException.Unroutable.class);
    await().atMost(LONG).until(() -> metrics.rejected.get() == 1);
    await().atMost(LONG).until(() -> metrics.acknowledged.get() == 2);
    await().atMost(LONG).until(() -> metrics.delivered.get() == 4);
    await().atMost(LONG).until(() -> metrics.published.get() == 5);
    DrainReport report = subscription.drain(SHORT);

    assertThat(report).isEqualTo(new DrainReport(0, 1));
    assertThat(metrics.published).as("with the answer").hasValue(5);
    assertThat(metrics.publishFailed).hasValue(1);
    assertThat(metrics.delivered).hasValue(4);
    assertThat(metrics.redelivered).hasValue(0);
    assertThat(metrics.requeued).hasValue(1);
    await().atMost(LONG).until(() -> metrics.timedOut.get() == 1);
  }

  @Test
  void aWindowGrowsWithWhatIsParkedAndShrinksAgain() {
    List<Delivery> got = new CopyOnWriteArrayList<>();
    List<Delivery.Parking> parked = new CopyOnWriteArrayList<>();
    List<CompletableFuture<Optional<Message>>> stages = new CopyOnWriteArrayList<>();
    Subscription subscription =
        bus.consume(
            plain(queue),
            2,
            delivery -> {
              got.add(delivery);
              CompletableFuture<Optional<Message>> stage = new CompletableFuture<>();
              stages.add(stage);
              if (got.size() <= 10) {
                parked.add(delivery.park());
              }
              return stage;
            });
    for (int i = 0; i < 30; i++) {
      join(bus.publish(Address.queue(queue), Message.text("" + i)));
    }

    await().atMost(LONG).until(() -> got.size() == 12);
    await().during(SHORT.multipliedBy(3)).atMost(LONG).until(() -> got.size() == 12);

    parked.forEach(Delivery.Parking::close);
    parked.forEach(Delivery.Parking::close);
    stages.subList(0, 10).forEach(stage -> stage.complete(Optional.empty()));
    await().atMost(LONG).until(() -> metrics.acknowledged.get() == 10);
    await().during(SHORT.multipliedBy(3)).atMost(LONG).until(() -> got.size() == 12);
    stages.get(10).complete(Optional.empty());
    await().atMost(LONG).until(() -> got.size() == 13);

    got.get(11).park();
    await().atMost(LONG).until(() -> got.size() == 14);
    CompletableFuture<DrainReport> drain =
        CompletableFuture.supplyAsync(() -> subscription.drain(LONG));
    await().atMost(LONG).until(() -> bus.inspect(queue).isEmpty()); // gone with its consumer
    stages.get(11).complete(Optional.empty());
    await().atMost(LONG).until(() -> metrics.acknowledged.get() == 12);
    assertThat(drain).isNotDone();
    stages.subList(12, stages.size()).forEach(stage -> stage.complete(Optional.empty()));
    assertThat(join(drain).requeued()).isZero();
  }

  @Test
  void openingAndClosingLeavesNothingBehind() {
    for (int i = 0; i < CYCLES; i++) {
      try (MessageBus one = connector.get().open(LiveBroker.USER, "cycle-" + i)) {
        one.consume(plain(queue), 1, delivery -> done(Message.text("re")));
        join(one.request(Address.queue(queue), Message.text("x"), LONG));
      }
    }
    bus.close();
    assertThat(ownThreads().size()).isLessThan(40);

    await().atMost(LONG.multipliedBy(2)).until(() -> ownThreads().isEmpty());
  }

  private static Set<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("mano4j-amqp-") || name.startsWith("AMQP Connection"))
        .collect(Collectors.toSet());
  }

  @Test
  void anExecutorThatTakesNothingDelaysDeliveriesAndLosesNone() {
    AtomicInteger refusals = new AtomicInteger(2);
    AmqpOptions options =
        LiveBroker.options()
            .withMetrics(metrics)
            .withExecutor(
                task -> {
                  if (refusals.getAndDecrement() > 0) {
                    throw new java.util.concurrent.RejectedExecutionException("busy");
                  }
                  new Thread(task).start();
                });
    try (MessageBus busy = new AmqpBusConnector(options).open(LiveBroker.USER, "busy")) {
      busy.consume(plain(queue), 10, delivery -> done());
      join(busy.publish(Address.queue(queue), Message.text("a")));
      join(busy.publish(Address.queue(queue), Message.text("b")));
      join(busy.publish(Address.queue(queue), Message.text("c")));

      await().atMost(LONG).until(() -> metrics.acknowledged.get() == 3);
    }
  }
}
