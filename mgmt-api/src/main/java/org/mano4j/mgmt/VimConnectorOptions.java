package org.mano4j.mgmt;

import java.time.Duration;

/**
 * How a {@link VimConnector} calls.
 *
 * @param timeout time in which an answer must come, more than zero (2 minutes by default)
 */
public record VimConnectorOptions(Duration timeout) {

  /** Refuses impossible values. */
  public VimConnectorOptions {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be more than zero, not " + timeout);
    }
  }

  /** 2 minutes. */
  public static VimConnectorOptions defaults() {
    return new VimConnectorOptions(Duration.ofMinutes(2));
  }
}
