package org.mano4j.pop.docker;

/** Life of the way to a Docker Engine, in this order; only OPEN and RECOVERING alternate. */
public enum EngineState {
  /** Not connected yet, or being connected for the first time. */
  OPENING,
  /** Usable. */
  OPEN,
  /** The engine is gone and looked for again; calls fail at once. */
  RECOVERING,
  /** Being left. */
  CLOSING,
  /** Left for good. */
  CLOSED
}
