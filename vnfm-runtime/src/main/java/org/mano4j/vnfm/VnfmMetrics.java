package org.mano4j.vnfm;

import java.time.Duration;
import org.mano4j.catalogue.message.Action;

/**
 * Counts what a VNF manager does. A request that was {@link #requested} ends in one of {@link
 * #answered}, {@link #failed} and {@link #expired}, unless the manager is closed before. Methods
 * are called by several threads at once and must return at once; what they throw is logged only.
 */
public interface VnfmMetrics {

  /** Counts nothing. */
  VnfmMetrics NONE = new VnfmMetrics() {};

  /** A request came in. */
  default void requested(Action.Known action) {}

  /** A request was answered with success, this long after it came in. */
  default void answered(Action.Known action, Duration after) {}

  /** A request was answered with ERROR, this long after it came in. */
  default void failed(Action.Known action, Duration after) {}

  /** A request took too long; the NFVO was told so. */
  default void expired(Action.Known action) {}

  /**
   * A message of this many bytes was no request: not JSON, of a wrong type, an unknown action, or
   * too large.
   */
  default void unreadable(long bytes) {}
}
