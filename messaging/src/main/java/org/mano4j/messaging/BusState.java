package org.mano4j.messaging;

/** Life of a connection, in this order; only OPEN, BLOCKED and RECOVERING alternate. */
public enum BusState {
  /** Being established for the first time. */
  OPENING,
  /** Usable. */
  OPEN,
  /**
   * Open, but the broker takes no messages now, as its memory or disk is full: what is published
   * waits. Deliveries still come.
   */
  BLOCKED,
  /** Lost and being established again; requests fail at once. */
  RECOVERING,
  /** Draining or closing. */
  CLOSING,
  /** Ended for good. */
  CLOSED
}
