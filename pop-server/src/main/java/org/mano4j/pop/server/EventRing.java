package org.mano4j.pop.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerEvent;

/**
 * The last changes of containers, numbered; the oldest ones are forgotten when there are too many,
 * or when they are too large together. Thread-safe.
 */
final class EventRing {

  /** Leaves room for 2^40 events before a restart, and for 2^23 restarts. */
  private static final int EPOCH_BITS = 40;

  /** Bytes on the wire that an event may have on average before fewer are kept. */
  private static final long AVERAGE_BYTES = 4096;

  private final ReentrantLock lock = new ReentrantLock();
  private final ContainerEvent[] events;
  private long bytes;
  private long last;

  /** The oldest one remembered; the one after the last if none is. */
  private long first;

  /**
   * An empty one.
   *
   * @param epoch larger than those of all rings before it
   * @param kept most events
   */
  EventRing(long epoch, int kept) {
    this.events = new ContainerEvent[kept];
    this.last = epoch << EPOCH_BITS;
    this.first = last + 1;
  }

  /** Remembers a change. */
  void append(ContainerEvent.Type type, Container container) {
    ContainerEvent.Builder event =
        ContainerEvent.newBuilder().setType(type).setContainer(container);
    lock.lock();
    try {
      if (last - first + 1 == events.length) {
        forgetFirst();
      }
      last++;
      ContainerEvent added = event.setSequence(last).build();
      events[slot(last)] = added;
      bytes += added.getSerializedSize();
      while (first < last && bytes > AVERAGE_BYTES * events.length) {
        forgetFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Number of the latest event; what the next one's is larger than. */
  long last() {
    lock.lock();
    try {
      return last;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next events after one, oldest first; empty if there are none yet.
   *
   * @throws PopException OUT_OF_RANGE if not all events after it are remembered
   */
  List<ContainerEvent> after(long sequence, int limit) {
    lock.lock();
    try {
      if (sequence < first - 1 || sequence > last) {
        throw forgotten(sequence);
      }
      int count = (int) Math.min(limit, last - sequence);
      List<ContainerEvent> next = new ArrayList<>(count);
      for (int i = 1; i <= count; i++) {
        next.add(events[slot(sequence + i)]);
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private PopException forgotten(long sequence) {
    String known =
        sequence > last
            ? "none has this number yet, the last one is " + last
            : "only those after " + (first - 1) + " are remembered";
    return new PopException(
        Code.OUT_OF_RANGE,
        PopReason.EVENTS_FORGOTTEN,
        "events after "
            + sequence
            + " (after) cannot be told: "
            + known
            + "; watch from now on, then list the containers");
  }

  private void forgetFirst() {
    int slot = slot(first);
    bytes -= events[slot].getSerializedSize();
    events[slot] = null;
    first++;
  }

  private int slot(long sequence) {
    return (int) (sequence % events.length);
  }
}
