package org.mano4j.messaging;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer of the in-memory broker. While it has something to do it is one task on the executor,
 * which calls the handler for one delivery after another, and acknowledges in batches what is done
 * as soon as its handler returns.
 */
final class MemoryConsumer implements Subscription, Runnable {

  private static final Logger log = LoggerFactory.getLogger(MemoryConsumer.class);

  /** Deliveries after which others may have the thread. */
  private static final int STINT = 10_000;

  /** A few microseconds: less than it costs the next sender to wake a thread. */
  private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 200 : 0;

  // guarded by the lock of the queue
  final UnackedList unacked = new UnackedList();
  Deque<MemoryDelivery> inbox = new ArrayDeque<>();
  int window;
  int prefetch;
  boolean attached;
  boolean scheduled;
  volatile int arrivals;

  // belong to the task that runs
  Deque<MemoryDelivery> batch = new ArrayDeque<>();
  final List<MemoryDelivery> done = new ArrayList<>();

  private final MemoryBroker broker;
  private final MemoryBus bus;
  private final MemoryQueue queue;
  private final DeliveryHandler handler;
  private final BusMetrics metrics;
  private final Consumer<MemoryConsumer> whenClosed;

  MemoryConsumer(
      MemoryBroker broker,
      MemoryBus bus,
      MemoryQueue queue,
      int prefetch,
      DeliveryHandler handler,
      BusMetrics metrics,
      Consumer<MemoryConsumer> whenClosed) {
    this.broker = broker;
    this.bus = bus;
    this.queue = queue;
    this.prefetch = prefetch;
    this.handler = handler;
    this.metrics = metrics;
    this.whenClosed = whenClosed;
  }

  /** Has it run; called without locks, by whoever set {@link #scheduled}. */
  void schedule() {
    if (!broker.execute(this)) {
      queue.unschedule(this);
    }
  }

  @Override
  public void run() {
    int stint = STINT;
    while (true) {
      int seen = arrivals;
      if (queue.nextBatch(this)) {
        stint -= batch.size();
        MemoryDelivery delivery;
        while ((delivery = batch.poll()) != null) {
          handle(delivery);
        }
        if (stint <= 0 && broker.execute(this)) {
          return;
        }
      } else if (!somethingArrives(seen) && queue.retire(this)) {
        return;
      }
    }
  }

  private boolean somethingArrives(int seen) {
    for (int i = 0; i < SPINS; i++) {
      if (arrivals != seen) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private void handle(MemoryDelivery delivery) {
    if (!delivery.isOpen()) {
      return;
    }
    metrics.delivered(delivery.redelivered());
    try {
      CompletionStage<Optional<Message>> stage = handler.handle(delivery);
      if (isDone(stage)) {
        settle(delivery, stage.toCompletableFuture().join(), null);
        done.add(delivery);
      } else {
        stage.whenComplete(
            (reply, error) -> {
              settle(delivery, reply, error);
              queue.acknowledge(this, delivery);
            });
      }
    } catch (Throwable e) {
      settle(delivery, null, e);
      done.add(delivery);
    }
  }

  /** The usual case, which needs no further stage. Subclasses need not answer such questions. */
  private static boolean isDone(CompletionStage<?> stage) {
    return stage.getClass() == CompletableFuture.class
        && stage.toCompletableFuture().isDone()
        && !stage.toCompletableFuture().isCompletedExceptionally();
  }

  /** Sends the answer, or logs the failure, unless the delivery has gone back to the queue. */
  private void settle(
      MemoryDelivery delivery, @Nullable Optional<Message> reply, @Nullable Throwable error) {
    if (!delivery.settle()) {
      log.info(
          "queue '{}': a handler ended after its delivery went back to the queue; its result is"
              + " dropped",
          queue.name());
    } else if (error != null) {
      reject(delivery, "failed with " + Failures.describe(error));
    } else if (reply == null) {
      reject(delivery, "returned null instead of an answer or Optional.empty()");
    } else {
      reply.ifPresent(answer -> bus.answer(delivery.message(), answer));
      metrics.acknowledged();
    }
  }

  private void reject(MemoryDelivery delivery, String why) {
    metrics.rejected();
    log.warn(
        "queue '{}': rejected a message ({}): its handler {}",
        queue.name(),
        delivery.message().fingerprint(),
        why);
  }

  Delivery.Parking park(MemoryDelivery delivery) {
    queue.park(this, delivery, true);
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        queue.park(this, delivery, false);
      }
    };
  }

  /** Takes no new deliveries; returns how many it holds. */
  int cancel() {
    return queue.cancel(this);
  }

  @Override
  public void prefetch(int prefetch) {
    queue.resize(this, PrefetchWindow.atLeastOne(prefetch));
  }

  @Override
  public DrainReport drain(Duration timeout) {
    return finish(cancel(), Nanos.of(timeout));
  }

  /** Waits for what a cancelled consumer held, and gives the rest back. */
  DrainReport finish(int held, long nanos) {
    try {
      queue.awaitSettled(this, nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int requeued = end();
    return new DrainReport(Math.max(0, held - requeued), requeued);
  }

  @Override
  public void close() {
    cancel();
    end();
  }

  private int end() {
    int requeued = queue.takeBack(this);
    IntStream.range(0, requeued).forEach(each -> metrics.requeued());
    whenClosed.accept(this);
    return requeued;
  }
}
