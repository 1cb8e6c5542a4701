package org.mano4j.vnfm;

import org.jspecify.annotations.Nullable;

/** A VNF manager cannot go on: with its start, or with a request of the NFVO. */
public class VnfmException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what failed, on what, why, and what to do. */
  public VnfmException(String message) {
    super(message);
  }

  /** With what failed, on what, why, what to do, and the cause. */
  public VnfmException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
