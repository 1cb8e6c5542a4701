package org.mano4j.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

  /** For the broker to confirm the end of a consumer, also when there is no time to drain. */
  private static final long CANCELLING = TimeUnit.SECONDS.toNanos(1);

  /** For the broker to confirm the end of the channels. */
  private static final long CLOSING = TimeUnit.SECONDS.toNanos(2);

  private final AmqpBus bus;
  private final AmqpOptions options;
  private final AmqpThreads threads;
  private final QueueSpec spec;
  private final DeliveryHandler handler;
  private final AmqpAnswers answers;
  private final Serial inbox;
  private final ReentrantLock lock = new ReentrantLock();
  // guarded by lock
  private int prefetch;
  private @Nullable AmqpConsumer consumer;
  private boolean ended;
  private @Nullable AmqpLink opening;
  private @Nullable AmqpLink next;
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

  /**
   * Consumes for the first time.
   *
   * @throws BusException if the broker does not allow it
   */
  void open(AmqpLink link) {
    if (begin(link)) {
      consumeOver(link);
      catchUp();
    }
  }

  /** In place of an earlier link; for one at a time. */
  private void consumeOver(AmqpLink link) {
    int most = prefetch();
    AmqpConsumer opened =
        AmqpConsumer.open(
            link, answers, spec, most, handler, options.metrics(), inbox, () -> lost(link));
    lock.lock();
    try {
      failures = 0;
      if (!ended) {
        consumer = opened;
        if (prefetch != most) {
          opened.prefetch(prefetch);
        }
        return;
      }
    } finally {
      lock.unlock();
    }
    opened.end(0);
  }

  private int prefetch() {
    lock.lock();
    try {
      return prefetch;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void prefetch(int prefetch) {
    PrefetchWindow.atLeastOne(prefetch);
    lock.lock();
    try {
      this.prefetch = prefetch;
      AmqpConsumer present = consumer;
      if (present != null) {
        present.prefetch(prefetch); // in the order of these calls; it does not wait
      }
    } finally {
      lock.unlock();
    }
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

  /**
   * Consumes over this link, too, if it does not yet; on failure tries again later for as long as
   * the link lasts. Several may ask at the same time: one of them does it, link after link.
   */
  void reopen(AmqpLink link) {
    if (!begin(link)) {
      return;
    }
    if (link.isOpen()) {
      openAgain(link);
    }
    catchUp();
  }

  private void catchUp() {
    for (AmqpLink at = following(); at != null; at = following()) {
      if (at.isOpen()) {
        openAgain(at);
      }
    }
  }

  private boolean begin(AmqpLink link) {
    lock.lock();
    try {
      AmqpConsumer present = consumer;
      if (ended || present != null && present.isOn(link)) {
        return false;
      }
      if (opening != null) {
        next = link;
        return false;
      }
      opening = link;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The link that was asked for meanwhile; null if this was the last. */
  private @Nullable AmqpLink following() {
    lock.lock();
    try {
      AmqpConsumer present = consumer;
      AmqpLink wanted = next;
      next = null;
      boolean served =
          wanted == null || wanted == opening && present != null && present.isOn(wanted);
      opening = ended || served ? null : wanted;
      return opening;
    } finally {
      lock.unlock();
    }
  }

  private void openAgain(AmqpLink link) {
    try {
      int before = failures();
      consumeOver(link);
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

  @Override
  public DrainReport drain(Duration timeout) {
    return drain(List.of(this), timeout);
  }

  /** Drains several at once, within one time. */
  static DrainReport drain(Collection<AmqpSubscription> all, Duration timeout) {
    long now = System.nanoTime();
    long end = now + Nanos.of(timeout);
    List<AmqpConsumer> ending = new ArrayList<>();
    for (AmqpSubscription each : all) {
      AmqpConsumer last = each.take();
      each.bus.forget(each);
      if (last != null) {
        last.cancel();
        ending.add(last);
      }
    }
    long cancelled = Math.max(end, now + CANCELLING);
    try {
      for (AmqpConsumer each : ending) {
        each.awaitCancelled(until(cancelled));
      }
      for (AmqpConsumer each : ending) {
        each.awaitDone(until(end));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ending.forEach(AmqpConsumer::giveBackUnfinished);
    try {
      for (AmqpConsumer each : ending) {
        each.awaitDone(until(end + LAST_WORDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ending.forEach(AmqpConsumer::closeChannel);
    long closed = System.nanoTime() + CLOSING;
    return ending.stream()
        .map(each -> each.closed(until(closed)))
        .reduce(new DrainReport(0, 0), DrainReport::plus);
  }

  private static long until(long moment) {
    return Math.max(0, moment - System.nanoTime());
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
