package org.mano4j.vnfm;

/** A request to the NFVO over HTTP that came to nothing. */
final class RestFailure extends VnfmException {

  private static final long serialVersionUID = 1L;

  /** What is known of the request. */
  enum Fate {
    /** No connection came about: it was not sent. */
    NOT_SENT,
    /** It may have been done: the connection or the time ended, or the NFVO failed over it. */
    UNKNOWN,
    /** The NFVO does not want it. */
    REFUSED
  }

  private final Fate fate;

  RestFailure(String message, Fate fate, Throwable cause) {
    super(message, cause);
    this.fate = fate;
  }

  RestFailure(String message, Fate fate) {
    super(message);
    this.fate = fate;
  }

  Fate fate() {
    return fate;
  }
}
