package org.mano4j.testkit;

/**
 * A service did not reach the awaited status: it went to ERROR instead, or time ran out. The
 * message ends with the last messages about the service; {@link OfflineNfvo#trace} has all.
 */
public final class StatusNotReached extends NfvoException {

  private static final long serialVersionUID = 1L;

  /** With the status wanted, the one it has, why, and the trace. */
  public StatusNotReached(String message) {
    super(message);
  }
}
