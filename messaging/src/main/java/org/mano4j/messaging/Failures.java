package org.mano4j.messaging;

import java.util.concurrent.CompletionException;

/** Describes failures of handlers without their texts, which may quote the message at hand. */
final class Failures {

  private static final int MOST_CAUSES = 5;

  private Failures() {}

  /** Types of the failure and its causes, and where it happened. */
  static String describe(Throwable failure) {
    Throwable top =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    StringBuilder text = new StringBuilder(top.getClass().getName());
    StackTraceElement[] frames = top.getStackTrace();
    if (frames.length > 0) {
      text.append(" at ").append(frames[0]);
    }
    Throwable cause = top.getCause();
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      text.append(", caused by ").append(cause.getClass().getName());
      cause = cause.getCause();
    }
    return text.toString();
  }
}
