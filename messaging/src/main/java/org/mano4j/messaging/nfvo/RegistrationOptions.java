package org.mano4j.messaging.nfvo;

import java.time.Duration;

/**
 * How patiently to register.
 *
 * @param attempts most requests until an NFVO answers, from 1 (20 by default); after the last one
 *     the registration fails. How often to connect to the broker is up to the connector
 * @param pause time between two attempts, from zero (2.5 s by default)
 * @param timeout time in which the NFVO must answer one attempt, more than zero (30 s by default):
 *     it creates a broker user meanwhile
 */
public record RegistrationOptions(int attempts, Duration pause, Duration timeout) {

  /** Refuses impossible values. */
  public RegistrationOptions {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, not " + attempts);
    }
    if (pause.isNegative()) {
      throw new IllegalArgumentException("pause must not be negative: " + pause);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be more than zero, not " + timeout);
    }
  }

  /** 20 attempts, 2.5 s apart, 30 s each. */
  public static RegistrationOptions defaults() {
    return new RegistrationOptions(20, Duration.ofMillis(2500), Duration.ofSeconds(30));
  }

  /** The same with another number of attempts. */
  public RegistrationOptions withAttempts(int attempts) {
    return new RegistrationOptions(attempts, pause, timeout);
  }

  /** The same with another pause. */
  public RegistrationOptions withPause(Duration pause) {
    return new RegistrationOptions(attempts, pause, timeout);
  }

  /** The same with another timeout. */
  public RegistrationOptions withTimeout(Duration timeout) {
    return new RegistrationOptions(attempts, pause, timeout);
  }
}
