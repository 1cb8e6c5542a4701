package org.mano4j.messaging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Refusals one after another, until they have gone on for too long. A broker that starts refuses
 * users and virtual hosts it does not know yet. Not thread-safe.
 */
final class Refusals {

  private final Duration limit;
  private @Nullable Long first;

  Refusals(Duration limit) {
    this.limit = limit;
  }

  /**
   * The broker has refused.
   *
   * @param pause until the next attempt
   * @return the same, or less if that ends the time
   * @throws BusException.Denied the reason, when it has refused for long enough
   */
  Duration refused(BusException.Denied reason, Duration pause) {
    long now = System.nanoTime();
    Long begun = first;
    if (begun == null) {
      first = begun = now;
    }
    Duration left = limit.minusNanos(now - begun);
    if (left.isNegative() || left.isZero()) {
      throw reason;
    }
    return left.compareTo(pause) < 0 ? left : pause;
  }

  /** The broker has said nothing. */
  void interrupted() {
    first = null;
  }
}
