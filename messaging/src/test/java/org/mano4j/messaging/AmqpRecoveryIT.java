package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bus comes back although more than the network fails. */
class AmqpRecoveryIT {

  private static final Pauses SHORT = new Pauses(Duration.ofMillis(10), Duration.ofMillis(50));

  private final Queue<Error> errors = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refusedThreads = new AtomicInteger();
  private final List<BusState> states = new CopyOnWriteArrayList<>();
  private volatile Connected connected;
  private AmqpBus bus;

  @BeforeEach
  void connect() {
    LiveBroker.require();
    AmqpOptions options = LiveBroker.options().withPauses(SHORT);
    AmqpThreads threads = new AmqpThreads(null, this::thread);
    AmqpConnecting connecting =
        new AmqpConnecting(options, LiveBroker.USER, threads) {
          @Override
          Connected connect(String name) {
            Error error = errors.poll();
            if (error != null) {
              throw error;
            }
            connected = super.connect(name);
            return connected;
          }
        };
    bus = new AmqpBus(options, "recovery", threads, connecting);
    bus.connect();
    bus.onStateChange(states::add);
  }

  @AfterEach
  void close() {
    if (bus != null) {
      refusedThreads.set(0);
      bus.close();
    }
  }

  private Thread thread(Runnable task) {
    if (inPool() && refusedThreads.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    Thread thread = new Thread(task, "recovery");
    thread.setDaemon(true);
    return thread;
  }

  /** Not a thread that the AMQP client makes by itself. */
  private static boolean inPool() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(
                    frame -> frame.getClassName().equals(ThreadPoolExecutor.class.getName())));
  }

  private void lose() throws Exception {
    connected.socket().close();
    await().atMost(BusTests.LONG).until(() -> states.contains(BusState.RECOVERING));
  }

  @Test
  void comesBackAfterErrorsWhileItConnects() throws Exception {
    errors.add(new OutOfMemoryError("unable to create native thread"));
    errors.add(new NoClassDefFoundError("x"));

    lose();

    await().atMost(BusTests.LONG).until(() -> bus.state() == BusState.OPEN);
    assertThat(errors).isEmpty();
  }

  @Test
  void comesBackWhenThereAreNoThreadsForAWhile() throws Exception {
    List<Delivery> got = BusTests.collect(bus, BusTests.plain("recovery-threads"), 1);
    refusedThreads.set(3);

    lose();

    await().atMost(BusTests.LONG).until(() -> bus.state() == BusState.OPEN);
    assertThat(refusedThreads).hasValue(0);
    // its queue may vanish with the old connection while the new one begins to consume from it
    await()
        .atMost(BusTests.LONG)
        .ignoreExceptionsInstanceOf(CompletionException.class)
        .untilAsserted(
            () -> {
              BusTests.join(bus.publish(Address.queue("recovery-threads"), Message.text("x")));
              assertThat(got).isNotEmpty();
            });
  }

  @Test
  void aWindowThatWasChangedIsThatAfterALossToo() throws Exception {
    List<CompletableFuture<Optional<Message>>> held = new CopyOnWriteArrayList<>();
    String queue = "recovery-window-" + UUID.randomUUID();
    Subscription subscription =
        bus.consume(
            new QueueSpec(queue, true, false, false, Map.of("x-expires", 60_000), List.of()),
            1,
            delivery -> {
              CompletableFuture<Optional<Message>> answer = new CompletableFuture<>();
              held.add(answer);
              return answer;
            });
    for (int i = 0; i < 8; i++) {
      BusTests.join(bus.publish(Address.queue(queue), Message.text("x")));
    }

    subscription.prefetch(5);
    await().atMost(BusTests.LONG).until(() -> held.size() == 5);
    lose();

    await().atMost(BusTests.LONG).until(() -> held.size() == 10);
    await().atMost(BusTests.LONG).until(() -> bus.inspect(queue).orElseThrow().ready() == 3);
    subscription.prefetch(2);
    held.forEach(answer -> answer.complete(Optional.empty()));
    await().atMost(BusTests.LONG).until(() -> held.size() == 12);
    held.forEach(answer -> answer.complete(Optional.empty()));
    await().atMost(BusTests.LONG).until(() -> held.size() == 13);
    held.forEach(answer -> answer.complete(Optional.empty()));
    subscription.drain(BusTests.LONG);
    bus.deleteIfUnused(queue);
  }

  @Test
  void worksOnWithMetricsThatThrow() {
    SafeBusMetricsTest.works(
        new AmqpBusConnector(LiveBroker.options().withMetrics(SafeBusMetricsTest.broken())));
  }
}
