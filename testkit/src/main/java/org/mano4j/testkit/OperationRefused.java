package org.mano4j.testkit;

/**
 * An operation was refused before anything was done for it: something it names does not exist, or
 * the service is in no state for it. Fix the call, or wait.
 */
public final class OperationRefused extends NfvoException {

  private static final long serialVersionUID = 1L;

  /** With the operation, on what, why, and what to do. */
  public OperationRefused(String message) {
    super(message);
  }
}
