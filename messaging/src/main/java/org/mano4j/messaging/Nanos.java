package org.mano4j.messaging;

import java.time.Duration;

/** Durations as nanoseconds. */
final class Nanos {

  /** Far enough away, and far from overflow when added to a clock. */
  private static final Duration MOST = Duration.ofDays(36_500);

  private Nanos() {}

  /** At most a hundred years; nothing for negative durations. */
  static long of(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    return duration.compareTo(MOST) > 0 ? MOST.toNanos() : duration.toNanos();
  }
}
