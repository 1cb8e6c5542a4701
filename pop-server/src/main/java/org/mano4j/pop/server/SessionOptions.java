package org.mano4j.pop.server;

import java.time.Duration;
import java.util.Objects;

/**
 * How long sessions last. An expired token is refused like an unknown one, upon which clients log
 * in again by themselves.
 *
 * @param idle a session ends when it was not used for this long; default 1 hour, more than zero
 * @param absolute a session ends this long after its login, used or not; default 24 hours, more
 *     than zero
 * @param limit most sessions at a time; beyond it those end that were not used for the longest
 *     time, of the user who has the most; default 10,000, at least 1
 * @param perUser most sessions of one user; beyond it the one ends that was not used for the
 *     longest time; default 1000, at least 1
 */
public record SessionOptions(Duration idle, Duration absolute, int limit, int perUser) {

  private static final int PER_USER = 1000;

  /** Refuses values out of range. */
  public SessionOptions {
    Objects.requireNonNull(idle, "idle");
    Objects.requireNonNull(absolute, "absolute");
    if (idle.isNegative() || idle.isZero() || absolute.isNegative() || absolute.isZero()) {
      throw new IllegalArgumentException(
          "sessions must last longer than zero, but idle is " + idle + ", absolute " + absolute);
    }
    if (limit < 1 || perUser < 1) {
      throw new IllegalArgumentException(
          "there must be room for 1 session, but limit is " + limit + ", perUser " + perUser);
    }
  }

  /** With the default for each user. */
  public SessionOptions(Duration idle, Duration absolute, int limit) {
    this(idle, absolute, limit, PER_USER);
  }

  /** All defaults. */
  public static SessionOptions defaults() {
    return new SessionOptions(Duration.ofHours(1), Duration.ofHours(24), 10_000);
  }
}
