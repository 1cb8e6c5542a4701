package org.mano4j.mgmt;

import java.time.Duration;
import java.util.Optional;

/**
 * Told what a manager answers, for counters. Called by several threads at once; must be quick. What
 * it throws is logged only.
 */
public interface MgmtMetrics {

  /** Counts nothing. */
  MgmtMetrics NONE = new MgmtMetrics() {};

  /**
   * A request was answered.
   *
   * @param failure what went wrong; empty if it was done. {@link MgmtCode#INVALID} and {@link
   *     MgmtCode#UNKNOWN_FUNCTION} stand for requests that make no sense.
   * @param took from the arrival of the request
   */
  default void answered(Optional<MgmtCode> failure, Duration took) {}
}
