package org.mano4j.vnfm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Requests that were done a short while ago. One whose connection was lost before its answer was
 * sent, or before that was confirmed, comes again: it gets the same answer, and is not begun anew.
 */
final class Ended {

  /** As long as a queue keeps requests without a consumer, if nobody says otherwise. */
  static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(60);

  static final int MOST = 256;
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private record Entry(Operation operation, long until) {}

  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long bytes;

  /**
   * @param nanos a clock like {@link System#nanoTime}
   */
  Ended(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Returns whether it is the first, so that it must be seen to that it is forgotten. */
  boolean add(Operation operation) {
    forgetOld();
    lock.lock();
    try {
      boolean first = entries.isEmpty();
      entries.add(new Entry(operation, nanos.getAsLong() + KEPT_NANOS));
      bytes += operation.size();
      while (entries.size() > MOST || bytes > MOST_BYTES) {
        forgetFirst();
      }
      return first;
    } finally {
      lock.unlock();
    }
  }

  /** The one of which a request is another delivery. */
  Optional<Operation> of(ChannelRequest again) {
    forgetOld();
    lock.lock();
    try {
      return entries.stream()
          .map(Entry::operation)
          .filter(operation -> operation.isOf(again))
          .findFirst();
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether there is something left to forget. */
  boolean forgetOld() {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      while (!entries.isEmpty() && entries.getFirst().until() - now <= 0) {
        forgetFirst();
      }
      return !entries.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void forgetFirst() {
    bytes -= entries.removeFirst().operation().size();
  }
}
