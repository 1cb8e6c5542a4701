package org.mano4j.messaging;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription over all links of its bus: it consumes again when link, channel or queue is lost.
 */
final class AmqpSubscription implements Subscription {

  private static final Logger log = LoggerFactory.getLogger(AmqpBusConnector.class);

  /** For acknowledgements that are on their way when a subscription ends. */
  private static final long LAST_WORDS = TimeUnit.SECONDS.toNanos(5);

  private final AmqpBus bus;
  private final AmqpOptions options;
  private final AmqpThreads threads;
  private final QueueSpec spec;
  private final int prefetch;
  private final DeliveryHandler handler;
  private final AmqpAnswers answers;
  private final Serial inbox;
  private final ReentrantLock lock = new ReentrantLock();
  // guarded by lock
  private @Nullable AmqpConsumer consumer;
  private boolean ended;
  private int failures;

  AmqpSubscription(
      AmqpBus bus,
      AmqpOptions options,
      AmqpThreads threads,
      QueueSpec spec,
      int prefetch,
      DeliveryHandler handler,
      AmqpAnswers answers) {
    this.bus = bus;
    this.options = options;
    this.threads = threads;
    this.spec = spec;
    this.prefetch = prefetch;
    this.handler = handler;
    this.answers = answers;
    this.inbox = new Serial(threads.handlers);
  }

  /** Begins to consume over a link, in place of an earlier one. */
  void open(AmqpLink link) {
    AmqpConsumer opened =
        AmqpConsumer.open(
            link, answers, spec, prefetch, handler, options.metrics(), inbox, () -> lost(link));
    lock.lock();
    try {
      failures = 0;
      if (!ended) {
        consumer = opened;
        return;
      }
    } finally {
      lock.unlock();
    }
    opened.end(0);
  }

  /** The channel or the queue is gone; the link, too, or this looks after itself. */
  private void lost(AmqpLink link) {
    if (link.isOpen()) {
      reopenLater(link);
    }
  }

  private void reopenLater(AmqpLink link) {
    int attempt;
    lock.lock();
    try {
      if (ended) {
        return;
      }
      attempt = ++failures;
    } finally {
      lock.unlock();
    }
    Duration pause = options.pauses().after(attempt, ThreadLocalRandom.current());
    threads.timer.schedule(
        () -> threads.own.execute(() -> reopen(link)), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Opens it; on failure tries again later for as long as the link lasts. */
  void reopen(AmqpLink link) {
    if (!link.isOpen() || hasEnded()) {
      return;
    }
    try {
      int before = failures();
      open(link);
      if (before > 0) {
        log.info("bus '{}': consuming from queue '{}' again", bus.name(), spec.name());
      }
    } catch (BusException e) {
      log.warn("bus '{}': {}; trying again", bus.name(), e.getMessage());
      reopenLater(link);
    }
  }

  private int failures() {
    lock.lock();
    try {
      return failures;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /** Ends it for good; the consumer that it had, or null. */
  private @Nullable AmqpConsumer take() {
    lock.lock();
    try {
      ended = true;
      AmqpConsumer last = consumer;
      consumer = null;
      return last;
    } finally {
      lock.unlock();
    }
  }

  /** A consumer that is about to end. */
  record Ending(@Nullable AmqpConsumer consumer, int held) {}

  /** Takes no new deliveries. */
  Ending cancel(long nanos) {
    AmqpConsumer last = take();
    int held = 0;
    if (last != null) {
      try {
        held = last.cancel(nanos);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return new Ending(last, held);
  }

  /** Waits for what is held, and gives the rest back. */
  DrainReport finish(Ending ending, long nanos) {
    AmqpConsumer last = ending.consumer();
    bus.forget(this);
    if (last == null) {
      return new DrainReport(0, 0);
    }
    try {
      last.awaitDone(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int requeued = last.end(LAST_WORDS);
    return new DrainReport(Math.max(0, ending.held() - requeued), requeued);
  }

  @Override
  public DrainReport drain(Duration timeout) {
    long nanos = Nanos.of(timeout);
    long end = System.nanoTime() + nanos;
    Ending ending = cancel(nanos);
    return finish(ending, Math.max(0, end - System.nanoTime()));
  }

  /** Its bus ends, and with it the channel. */
  void abandon() {
    AmqpConsumer last = take();
    if (last != null) {
      last.giveBack();
    }
  }

  @Override
  public void close() {
    AmqpConsumer last = take();
    bus.forget(this);
    if (last != null) {
      last.end(0);
    }
  }
}
