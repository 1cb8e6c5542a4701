package org.mano4j.pop;

import java.time.Duration;
import java.util.Objects;

/**
 * How Pops are called.
 *
 * @param deadline how long a call may take, login included, before it fails with {@code
 *     DEADLINE_EXCEEDED}; default 30 s, more than zero
 * @param maxMessageSize largest answer in bytes; a larger one fails with {@code
 *     RESOURCE_EXHAUSTED}; default 64 MiB, enough for some 100,000 containers
 */
public record PopClientOptions(Duration deadline, int maxMessageSize) {

  /** Refuses values out of range. */
  public PopClientOptions {
    Objects.requireNonNull(deadline, "deadline");
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline must be more than zero, but is " + deadline);
    }
    if (maxMessageSize < 1) {
      throw new IllegalArgumentException(
          "maxMessageSize must be at least 1 byte, but is " + maxMessageSize);
    }
  }

  /** All defaults. */
  public static PopClientOptions defaults() {
    return new PopClientOptions(Duration.ofSeconds(30), 64 * 1024 * 1024);
  }

  /** The same with another deadline. */
  public PopClientOptions withDeadline(Duration value) {
    return new PopClientOptions(value, maxMessageSize);
  }

  /** The same with another limit for answers, in bytes. */
  public PopClientOptions withMaxMessageSize(int value) {
    return new PopClientOptions(deadline, value);
  }
}
