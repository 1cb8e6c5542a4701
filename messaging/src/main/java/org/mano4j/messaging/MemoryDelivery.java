package org.mano4j.messaging;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way through one queue, once; when it goes back to the queue, another takes its
 * place. What is not final and not volatile is guarded by the lock of the queue.
 */
final class MemoryDelivery implements Delivery {

  private static final AtomicIntegerFieldUpdater<MemoryDelivery> FATE =
      AtomicIntegerFieldUpdater.newUpdater(MemoryDelivery.class, "fate");
  private static final int OPEN = 0;
  private static final int SETTLED = 1;
  private static final int GIVEN_BACK = 2;

  private final Message message;
  private final Address address;
  private final boolean redelivered;
  private volatile int fate = OPEN;

  /** Place in the queue. */
  long position;

  /** Who it was delivered to. */
  @Nullable MemoryConsumer consumer;

  /** How many parkings are open. */
  int parkings;

  /** Neighbours among the unacknowledged deliveries of the consumer, oldest first. */
  @Nullable MemoryDelivery previous;

  @Nullable MemoryDelivery next;

  MemoryDelivery(Message message, Address address, boolean redelivered) {
    this.message = message;
    this.address = address;
    this.redelivered = redelivered;
  }

  @Override
  public Message message() {
    return message;
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public boolean redelivered() {
    return redelivered;
  }

  @Override
  public Parking park() {
    MemoryConsumer owner = consumer;
    return owner == null ? () -> {} : owner.park(this);
  }

  /** The handler is done; false if the delivery has gone back to the queue before. */
  boolean settle() {
    return FATE.compareAndSet(this, OPEN, SETTLED);
  }

  /** It goes back to the queue; false if the handler is done. */
  boolean giveBack() {
    return FATE.compareAndSet(this, OPEN, GIVEN_BACK);
  }

  boolean isOpen() {
    return fate == OPEN;
  }

  /** The same message at the same place, for the next consumer. */
  MemoryDelivery again() {
    MemoryDelivery again = new MemoryDelivery(message, address, true);
    again.position = position;
    return again;
  }
}
