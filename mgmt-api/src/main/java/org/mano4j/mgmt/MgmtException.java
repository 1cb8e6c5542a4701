package org.mano4j.mgmt;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call to a VIM failed. What to do depends on the {@link #code}. */
public class MgmtException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final MgmtCode code;

  /** With what failed, on what, why, and what to do. */
  public MgmtException(MgmtCode code, String message) {
    this(code, message, null);
  }

  /** With what failed, on what, why, what to do, and the cause. */
  public MgmtException(MgmtCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** What kind of failure it is. */
  public MgmtCode code() {
    return code;
  }
}
