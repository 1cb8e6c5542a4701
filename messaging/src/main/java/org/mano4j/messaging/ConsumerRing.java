package org.mano4j.messaging;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The consumers of a queue, who take turns. Guarded by the lock of the queue. */
final class ConsumerRing {

  private final List<MemoryConsumer> consumers = new ArrayList<>();
  private int turn;

  int size() {
    return consumers.size();
  }

  boolean isEmpty() {
    return consumers.isEmpty();
  }

  void add(MemoryConsumer consumer) {
    consumers.add(consumer);
    consumer.attached = true;
  }

  /** Takes one out; false if it was not there. */
  boolean remove(MemoryConsumer consumer) {
    consumer.attached = false;
    return consumers.remove(consumer);
  }

  void clear() {
    consumers.forEach(consumer -> consumer.attached = false);
    consumers.clear();
  }

  /** The next one whose window has room. */
  @Nullable MemoryConsumer nextFree() {
    for (int i = consumers.size(); i > 0; i--) {
      turn = turn + 1 < consumers.size() ? turn + 1 : 0;
      MemoryConsumer candidate = consumers.get(turn);
      if (candidate.window < candidate.prefetch) {
        return candidate;
      }
    }
    return null;
  }
}
