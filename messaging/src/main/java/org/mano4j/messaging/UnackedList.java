package org.mano4j.messaging;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Unacknowledged deliveries in the order of their delivery. The links are in the deliveries, so
 * that adding and removing cost nothing. Guarded by the lock of the queue.
 */
final class UnackedList {

  private @Nullable MemoryDelivery first;
  private @Nullable MemoryDelivery last;
  private int size;

  int size() {
    return size;
  }

  void add(MemoryDelivery delivery) {
    delivery.previous = last;
    if (last == null) {
      first = delivery;
    } else {
      last.next = delivery;
    }
    last = delivery;
    size++;
  }

  /** Whether it is in the list. */
  boolean contains(MemoryDelivery delivery) {
    return delivery.previous != null || delivery == first;
  }

  /** Takes one out; false if it was not there. */
  boolean remove(MemoryDelivery delivery) {
    MemoryDelivery before = delivery.previous;
    MemoryDelivery after = delivery.next;
    if (!contains(delivery)) {
      return false;
    }
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    delivery.previous = null;
    delivery.next = null;
    size--;
    return true;
  }

  List<MemoryDelivery> toList() {
    List<MemoryDelivery> list = new ArrayList<>(size);
    for (MemoryDelivery each = first; each != null; each = each.next) {
      list.add(each);
    }
    return list;
  }
}
