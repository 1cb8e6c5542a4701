package org.mano4j.messaging;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A delivery to one {@link AmqpConsumer}. */
final class AmqpDelivery implements Delivery {

  private enum Fate {
    OPEN,
    SETTLED,
    GIVEN_BACK
  }

  private final AmqpConsumer consumer;
  private final long tag;
  private final Message message;
  private final Address address;
  private final boolean redelivered;
  private final AtomicInteger parkings = new AtomicInteger();
  private final AtomicReference<Fate> fate = new AtomicReference<>(Fate.OPEN);

  AmqpDelivery(
      AmqpConsumer consumer, long tag, Message message, Address address, boolean redelivered) {
    this.consumer = consumer;
    this.tag = tag;
    this.message = message;
    this.address = address;
    this.redelivered = redelivered;
  }

  long tag() {
    return tag;
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
    if (!isOpen()) {
      return () -> {}; // it holds no place any more
    }
    AtomicBoolean open = new AtomicBoolean(true);
    if (parkings.getAndIncrement() == 0) {
      consumer.widen(1);
    }
    return () -> {
      if (open.compareAndSet(true, false) && parkings.getAndUpdate(AmqpDelivery::oneLess) == 1) {
        consumer.widen(-1);
      }
    };
  }

  private static int oneLess(int count) {
    return Math.max(0, count - 1);
  }

  /** Before it is acknowledged: its place is not to be given to two others. */
  void endParkings() {
    if (parkings.getAndSet(0) > 0) {
      consumer.widen(-1);
    }
  }

  boolean isOpen() {
    return fate.get() == Fate.OPEN;
  }

  /** The handler is done; false if the delivery has gone back to the queue before. */
  boolean settle() {
    return fate.compareAndSet(Fate.OPEN, Fate.SETTLED);
  }

  /** It goes back to the queue; false if the handler is done. */
  boolean giveBack() {
    return fate.compareAndSet(Fate.OPEN, Fate.GIVEN_BACK);
  }
}
