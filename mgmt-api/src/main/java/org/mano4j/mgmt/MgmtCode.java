package org.mano4j.mgmt;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;

/**
 * What kind of failure it is, for programs. Codes that a newer peer invents are kept as they are.
 *
 * @param text the code on the wire
 */
public record MgmtCode(String text) implements Serializable {

  /** There is no server of that name in the VIM. */
  public static final MgmtCode NOT_FOUND = new MgmtCode("NOT_FOUND");

  /** The server runs already; for most callers that is what they wanted. */
  public static final MgmtCode ALREADY_STARTED = new MgmtCode("ALREADY_STARTED");

  /** The server is there, but has failed. */
  public static final MgmtCode SERVER_FAILED = new MgmtCode("SERVER_FAILED");

  /** The server has ended; it must be started anew before anything else can be done with it. */
  public static final MgmtCode ENDED = new MgmtCode("ENDED");

  /** The manager must not touch that server, or it is in the wrong state for this. */
  public static final MgmtCode REFUSED = new MgmtCode("REFUSED");

  /** The request makes no sense; repeating it does not help. */
  public static final MgmtCode INVALID = new MgmtCode("INVALID");

  /** The peer does not know the function; it may be of an older version. */
  public static final MgmtCode UNKNOWN_FUNCTION = new MgmtCode("UNKNOWN_FUNCTION");

  /** The VIM cannot be reached, or nobody serves it; repeating may help. */
  public static final MgmtCode UNAVAILABLE = new MgmtCode("UNAVAILABLE");

  /** No answer came in time: the work may have been done. Never on the wire. */
  public static final MgmtCode NO_REPLY = new MgmtCode("NO_REPLY");

  /** The calling thread was interrupted: the work may have been done. Never on the wire. */
  public static final MgmtCode INTERRUPTED = new MgmtCode("INTERRUPTED");

  /** Anything else. */
  public static final MgmtCode INTERNAL = new MgmtCode("INTERNAL");

  /** Refuses an absent text. */
  public MgmtCode {
    Objects.requireNonNull(text, "text");
  }

  /** The code for the error text of a peer that sends no codes, as far as it can be told. */
  static MgmtCode guess(String error) {
    String text = error.toLowerCase(Locale.ROOT);
    if (text.contains("already started") || text.contains("code = alreadyexists")) {
      return ALREADY_STARTED;
    }
    if (text.contains("code = notfound")) {
      return NOT_FOUND;
    }
    if (text.contains("code = unavailable")) {
      return UNAVAILABLE;
    }
    if (text.contains("code = invalidargument") || text.startsWith("malformed parameters")) {
      return INVALID;
    }
    return text.startsWith("unknown function") ? UNKNOWN_FUNCTION : INTERNAL;
  }

  @Override
  public String toString() {
    return text;
  }
}
