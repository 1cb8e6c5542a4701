package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.messaging.BusTests.done;
import static org.mano4j.messaging.BusTests.durable;
import static org.mano4j.messaging.BusTests.join;
import static org.mano4j.messaging.BusTests.plain;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A consumer that arrives while its queue is about to vanish never sits on a deleted one. {@code
 * -Dmano4j.race.rounds=} makes it longer.
 */
class InMemoryQueueRaceTest {

  private static final int ROUNDS = Integer.getInteger("mano4j.race.rounds", 12_000);
  private static final boolean ROUNDS_ARE_GIVEN = System.getProperty("mano4j.race.rounds") != null;

  /** The moment of one side is moved against the other by up to so many turns of a loop. */
  private static final int MOST_DELAY = 200;

  private static final int MOST_TURNS = 2_000;

  /** On a busy machine the two seldom meet, and rounds take many times as long. */
  private static final Duration MOST_TIME = Duration.ofSeconds(8);

  private final InMemoryBusConnector connector = new InMemoryBusConnector(Runnable::run);
  private final MessageBus bus = connector.open(new BusCredentials("user", "password"), "race");
  private final long begun = System.nanoTime();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  @AfterEach
  void close() {
    thread.shutdownNow();
    connector.close();
  }

  @Test
  void aConsumerThatComesWhileTheLastOneLeavesHasAQueue() {
    Subscription last = consume(plain("q"));
    for (int round = 0; goesOn(round); round++) {
      last = race(round, () -> consume(plain("q")), last::close);
      assertServed(round);
    }
  }

  @Test
  void aConsumerThatComesWhileTheQueueIsDeletedAsUnusedHasAQueue() {
    for (int round = 0; goesOn(round); round++) {
      consume(durable("q")).close();
      Subscription arrived =
          race(round, () -> consume(durable("q")), () -> bus.deleteIfUnused("q"));
      assertServed(round);
      arrived.close();
    }
  }

  private boolean goesOn(int round) {
    return round < ROUNDS && (ROUNDS_ARE_GIVEN || System.nanoTime() - begun < MOST_TIME.toNanos());
  }

  private Subscription consume(QueueSpec queue) {
    return bus.consume(queue, 1, delivery -> done());
  }

  private Subscription race(int round, Supplier<Subscription> arrival, Runnable departure) {
    int shift = round % (2 * MOST_DELAY) - MOST_DELAY;
    AtomicInteger absent = new AtomicInteger(2);
    CompletableFuture<Subscription> arriving =
        CompletableFuture.supplyAsync(
            () -> {
              meet(absent, shift);
              return arrival.get();
            },
            thread);
    meet(absent, -shift);
    departure.run();
    return join(arriving);
  }

  /** Spins, as waking a thread takes far longer than what is raced for. */
  private static void meet(AtomicInteger absent, int delay) {
    absent.decrementAndGet();
    for (int turn = 0; absent.get() > 0; turn++) {
      if (turn < MOST_TURNS) {
        Thread.onSpinWait();
      } else {
        // The other one has no processor.
        Thread.yield();
      }
    }
    for (int i = 0; i < delay; i++) {
      absent.get();
    }
  }

  private void assertServed(int round) {
    assertThat(bus.inspect("q")).as("round %d", round).hasValue(new QueueStatus("q", 0, 1));
    join(bus.publish(Address.queue("q"), Message.text("x")));
  }
}
