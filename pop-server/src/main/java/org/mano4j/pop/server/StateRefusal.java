package org.mano4j.pop.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** What a server says that does not start, or does not change anything, because of its state. */
final class StateRefusal {

  private StateRefusal() {}

  /** A file or directory cannot be used. */
  static PopException of(Path path, StateException why) {
    return refusal(Code.FAILED_PRECONDITION, path, why.getMessage() + "; " + why.remedy(), why);
  }

  /** A file or directory cannot be read or written. */
  static PopException of(Path path, IOException why) {
    return refusal(
        Code.FAILED_PRECONDITION,
        path,
        reason(why) + "; give the server a directory that it can read and write",
        why);
  }

  /** A change was not written. */
  static PopException notSaved(Path file, Throwable why) {
    return new PopException(
        Code.UNAVAILABLE,
        PopReason.STATE_NOT_SAVED,
        "cannot write to "
            + file
            + ": "
            + reason(why)
            + "; nothing can be changed until the cause is removed and the server is started"
            + " again",
        why);
  }

  private static PopException refusal(Code code, Path path, String text, Throwable cause) {
    return new PopException(
        code, PopReason.STATE_UNUSABLE, "cannot use " + path + ": " + text, cause);
  }

  private static String reason(Throwable why) {
    Throwable cause = why;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "it is not a directory";
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
