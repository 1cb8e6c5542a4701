package org.mano4j.pop;

import io.grpc.Status;

/** A status other than OK on its way to becoming a {@link PopException} with call and address. */
final class CallFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Status status;

  CallFailure(Status status) {
    super(status.getDescription(), status.getCause());
    this.status = status;
  }

  PopException.Code code() {
    return PopException.Code.valueOf(status.getCode().name());
  }

  /** What the Pop said, or why it could not be asked. */
  String text() {
    String description = status.getDescription();
    Throwable cause = status.getCause();
    if (cause != null
        && cause.getMessage() != null
        && status.getCode() == Status.Code.UNAVAILABLE) {
      // The transport's own description is only "io exception"; the reason is below it.
      return cause.getMessage();
    }
    return description == null ? status.getCode().name() : description;
  }

  PopException explained(String call, PopEndpoint endpoint) {
    String hint =
        switch (code()) {
          // A Pop that refuses for the moment gives its own reason; this one was not reached.
          case UNAVAILABLE -> status.getCause() == null ? "" : "; check that it runs there";
          case DEADLINE_EXCEEDED -> "; the Pop may still carry it out";
          case UNIMPLEMENTED -> "; this Pop is too old for it";
          default -> "";
        };
    return new PopException(
        code(),
        code().name(),
        call + " at Pop " + endpoint + " failed: " + text() + hint,
        text(),
        this);
  }
}
