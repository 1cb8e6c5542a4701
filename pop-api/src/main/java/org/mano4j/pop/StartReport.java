package org.mano4j.pop;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * A started container, and how long its start has taken in the Pop.
 *
 * @param container as it is after the start
 * @param phases how long each phase has taken, to the microsecond; those that the Pop does not tell
 *     are missing, and Pops of the first generation tell none
 */
public record StartReport(Container container, Map<StartPhase, Duration> phases) {

  /** Copies the phases. */
  public StartReport {
    Objects.requireNonNull(container, "container");
    phases = Map.copyOf(phases);
  }
}
