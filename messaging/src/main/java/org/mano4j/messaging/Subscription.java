package org.mano4j.messaging;

import java.time.Duration;

/** A consumer on a queue. Thread-safe. */
public interface Subscription extends AutoCloseable {

  /**
   * Changes how many unacknowledged deliveries there may be at a time from now on. What is there
   * beyond that stays; nothing new comes until it is fewer. It may be an eighth less. Does not wait
   * for the broker. Nothing happens when the subscription has ended, and on a bus that cannot
   * change it, as by default.
   *
   * @param prefetch from 1, as for {@link MessageBus#consume}
   */
  default void prefetch(int prefetch) {}

  /**
   * Takes no new deliveries and waits until those already delivered are done, started or not. What
   * is unfinished at the deadline goes back to the queue and is reported; so does everything
   * unfinished when the waiting thread is interrupted. The subscription is closed then. A handler
   * that calls this waits for itself.
   *
   * @param timeout how long to wait; zero gives everything back at once
   */
  DrainReport drain(Duration timeout);

  /**
   * Ends the consumer. Unacknowledged deliveries go back to the queue, in their old order; what
   * their handlers still return is dropped. Idempotent.
   */
  @Override
  void close();
}
