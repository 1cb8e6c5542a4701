package org.mano4j.testkit;

import org.jspecify.annotations.Nullable;

/** The orchestrator did not do what it was asked for. */
public class NfvoException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what failed, on what, why, and what to do. */
  public NfvoException(String message) {
    super(message);
  }

  /** With what failed, on what, why, what to do, and the cause. */
  public NfvoException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
