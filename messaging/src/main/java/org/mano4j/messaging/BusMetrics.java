package org.mano4j.messaging;

/**
 * Counts what happens on the buses of a connector. Methods are called by threads of the bus, often
 * and by several at once; they must not block. What they throw is logged and has no other effect.
 * Each does nothing by default.
 */
public interface BusMetrics {

  /** Counts nothing. */
  BusMetrics NONE = new BusMetrics() {};

  /** A message was confirmed by the broker. */
  default void published() {}

  /** A message was not sent, or the broker did not take it; the reason is in the exception. */
  default void publishFailed(BusException reason) {}

  /** A message was delivered to a handler. */
  default void delivered(boolean redelivered) {}

  /** A delivery was finished and acknowledged. */
  default void acknowledged() {}

  /** A delivery was rejected for good: its handler failed, or it was too large. */
  default void rejected() {}

  /** An unfinished delivery went back to its queue. */
  default void requeued() {}

  /** A request was not answered in time. */
  default void requestTimedOut() {}

  /** The state of a connection changed. */
  default void stateChanged(BusState state) {}
}
