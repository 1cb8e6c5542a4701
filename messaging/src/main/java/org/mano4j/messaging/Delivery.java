package org.mano4j.messaging;

/** A message that was delivered and waits for its handler. */
public interface Delivery {

  /** The message. */
  Message message();

  /** The exchange and key it was published to. */
  Address address();

  /** Whether it was delivered before and not acknowledged: its work <em>may</em> have begun. */
  boolean redelivered();

  /**
   * Takes the delivery out of the prefetch window while its handler waits for a peer, so that other
   * messages reach this consumer meanwhile. The message stays unacknowledged. It may be parked
   * several times at once, and counts again when the last of these parkings is closed.
   */
  Parking park();

  /** While it is open, the delivery does not count against the prefetch window. */
  interface Parking extends AutoCloseable {
    @Override
    void close();
  }
}
