package org.mano4j.messaging;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts, each twice as long as the one before up to a limit, and each cut by a
 * random part of up to a half, so that not everybody comes back at the same moment.
 *
 * @param first the pause after the first attempt, uncut, more than zero; 500 ms by default
 * @param most the longest pause, at least {@code first}; 10 s by default
 */
public record Pauses(Duration first, Duration most) {

  private static final int MOST_DOUBLINGS = 30;

  /** Refuses impossible values. */
  public Pauses {
    if (first.isNegative() || first.isZero()) {
      throw new IllegalArgumentException("first must be more than zero, not " + first);
    }
    if (most.compareTo(first) < 0) {
      throw new IllegalArgumentException("most must be at least " + first + ", not " + most);
    }
  }

  /** 500 ms, 1 s, 2 s and so on to 10 s, each cut by up to a half. */
  public static Pauses defaults() {
    return new Pauses(Duration.ofMillis(500), Duration.ofSeconds(10));
  }

  /** The pause after so many attempts, from 1. */
  Duration after(int attempts, RandomGenerator random) {
    long uncut = first.toNanos() << Math.min(attempts - 1, MOST_DOUBLINGS);
    boolean overflown = uncut >> Math.min(attempts - 1, MOST_DOUBLINGS) != first.toNanos();
    long full = overflown ? most.toNanos() : Math.min(uncut, most.toNanos());
    return Duration.ofNanos(full - random.nextLong(full / 2 + 1));
  }
}
