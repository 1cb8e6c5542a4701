package org.mano4j.messaging;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that one connection has taken on and that have not ended. All have the same time, so
 * the oldest is the first whose time is up: one alarm serves all of them. Thread-safe.
 */
final class OnTheirWay {

  private static final Logger log = LoggerFactory.getLogger(AmqpBusConnector.class);

  private final int most;
  private final long nanos;
  private final ScheduledExecutorService timer;
  private final Consumer<Outgoing> late;
  private final ReentrantLock lock = new ReentrantLock();
  // guarded by lock
  private final Set<Outgoing> messages = new LinkedHashSet<>();
  private @Nullable Future<?> alarm;
  private boolean closed;
  private volatile long bytes;

  /**
   * None yet.
   *
   * @param most at a time
   * @param nanos that each may take
   * @param late is told of those that take longer, by the timer's thread; they do not count here
   *     from then on
   */
  OnTheirWay(int most, long nanos, ScheduledExecutorService timer, Consumer<Outgoing> late) {
    this.most = most;
    this.nanos = nanos;
    this.timer = timer;
    this.late = late;
  }

  /** Takes one on; false if there are too many. */
  boolean add(Outgoing message) {
    lock.lock();
    try {
      if (messages.size() >= most) {
        return false;
      }
      message.deadline = System.nanoTime() + nanos;
      messages.add(message);
      bytes = bytes + message.size();
      if (alarm == null && !closed) {
        alarm = timer.schedule(this::ring, nanos, TimeUnit.NANOSECONDS);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** One has ended. */
  void remove(Outgoing message) {
    lock.lock();
    try {
      if (messages.remove(message)) {
        bytes = bytes - message.size();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How much they are together; late ones count on, as nobody knows how far they have come. */
  long bytes() {
    return bytes;
  }

  /** Nobody is told of late ones any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      if (alarm != null) {
        alarm.cancel(false);
      }
    } finally {
      lock.unlock();
    }
  }

  private void ring() {
    List<Outgoing> overdue = new ArrayList<>();
    lock.lock();
    try {
      alarm = null;
      long now = System.nanoTime();
      Iterator<Outgoing> oldest = messages.iterator();
      while (oldest.hasNext() && !closed) {
        Outgoing message = oldest.next();
        if (message.deadline - now > 0) {
          alarm = timer.schedule(this::ring, message.deadline - now, TimeUnit.NANOSECONDS);
          break;
        }
        oldest.remove();
        overdue.add(message);
      }
    } finally {
      lock.unlock();
    }
    overdue.forEach(this::tell);
  }

  /** The others are to be told of whatever happens. */
  private void tell(Outgoing message) {
    try {
      late.accept(message);
    } catch (RuntimeException | Error e) {
      log.error("a message that is late could not be dealt with", e);
    }
  }
}
