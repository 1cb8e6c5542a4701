package org.mano4j.messaging;

/** Life of a connection, in this order; only OPEN and RECOVERING alternate. */
public enum BusState {
  /** Being established for the first time. */
  OPENING,
  /** Usable. */
  OPEN,
  /** Lost and being established again; requests fail at once. */
  RECOVERING,
  /** Draining or closing. */
  CLOSING,
  /** Ended for good. */
  CLOSED
}
