package org.mano4j.pop;

/** A part of starting a container, in the order in which they come. */
public enum StartPhase {
  /** From the arrival of the call until it is its turn and the addresses are there. */
  ALLOCATE,
  /** The platform makes the instance. */
  CREATE,
  /** The platform runs the instance. */
  START,
  /** From the platform's answer until the new state is safe. */
  READY
}
