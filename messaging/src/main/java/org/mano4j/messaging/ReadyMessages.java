package org.mano4j.messaging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Messages that wait for a consumer, by their places. Guarded by the lock of the queue. */
final class ReadyMessages {

  private Deque<MemoryDelivery> messages = new ArrayDeque<>();
  private long positions;

  int size() {
    return messages.size();
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /** Gives a new message its place. */
  void number(MemoryDelivery delivery) {
    delivery.position = positions++;
  }

  void add(MemoryDelivery delivery) {
    messages.add(delivery);
  }

  MemoryDelivery remove() {
    return messages.remove();
  }

  void clear() {
    messages.clear();
  }

  /** Puts messages back to their old places; they come in the order of these. */
  void putBack(List<MemoryDelivery> back) {
    Deque<MemoryDelivery> merged = new ArrayDeque<>(back.size() + messages.size());
    for (MemoryDelivery delivery : back) {
      while (!messages.isEmpty() && messages.element().position < delivery.position) {
        merged.add(messages.remove());
      }
      merged.add(delivery);
    }
    merged.addAll(messages);
    messages = merged;
  }
}
