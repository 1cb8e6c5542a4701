package org.mano4j.testkit.replay;

/** A recording cannot be read or written. */
public final class RecordingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the file, what is wrong with it, and what to do. */
  public RecordingException(String message) {
    super(message);
  }

  /** The same with the cause. */
  public RecordingException(String message, Throwable cause) {
    super(message, cause);
  }
}
