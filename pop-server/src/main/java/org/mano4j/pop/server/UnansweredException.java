package org.mano4j.pop.server;

import java.util.concurrent.CompletableFuture;
import org.mano4j.pop.PopException;

/** The platform was not waited for any longer: what it was asked to do may be done yet. */
final class UnansweredException extends PopException {

  private static final long serialVersionUID = 1L;

  private final transient CompletableFuture<?> end;

  UnansweredException(Code code, String reason, String text, CompletableFuture<?> end) {
    super(code, reason, text);
    this.end = end;
  }

  /** Whether that is because this Pop closes. */
  boolean shuttingDown() {
    return code() == Code.UNAVAILABLE;
  }

  /** Completes when the platform answers after all. */
  CompletableFuture<?> end() {
    return end;
  }
}
