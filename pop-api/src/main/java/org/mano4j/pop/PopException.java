package org.mano4j.pop;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Pop refused or failed to do something. Also what a Pop's own parts throw to refuse it; then the
 * message is what the caller of the Pop reads.
 *
 * <p>The {@link #code} tells what can be done: fix the input ({@code INVALID_ARGUMENT}, {@code
 * NOT_FOUND}, {@code ALREADY_EXISTS}, {@code FAILED_PRECONDITION}), fix the configuration ({@code
 * UNAUTHENTICATED}, {@code PERMISSION_DENIED}, {@code UNIMPLEMENTED}), try again later ({@code
 * UNAVAILABLE}, {@code DEADLINE_EXCEEDED}, {@code RESOURCE_EXHAUSTED}), or give up.
 */
public class PopException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Code code;
  private final String reason;
  private final String text;

  /** With what failed, on what, why, and what to do. The reason is the code's name. */
  public PopException(Code code, String message) {
    this(code, code.name(), message, message, null);
  }

  /** With what failed, on what, why, what to do, and the cause. The reason is the code's name. */
  public PopException(Code code, String message, @Nullable Throwable cause) {
    this(code, code.name(), message, message, cause);
  }

  /**
   * With a reason that programs can read.
   *
   * @param reason one of {@link PopReason}, or one of a backend's own in the same form
   */
  public PopException(Code code, String reason, String message) {
    this(code, reason, message, message, null);
  }

  /**
   * With a reason that programs can read, and the cause.
   *
   * @param reason one of {@link PopReason}, or one of a backend's own in the same form
   */
  public PopException(Code code, String reason, String message, @Nullable Throwable cause) {
    this(code, reason, message, message, cause);
  }

  /** With the words of the Pop itself beside the whole message. */
  PopException(Code code, String reason, String message, String text, @Nullable Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
    this.reason = Objects.requireNonNull(reason, "reason");
    this.text = text;
  }

  /** What kind of failure. */
  public Code code() {
    return code;
  }

  /**
   * Why, for programs: one of {@link PopReason}, or another text, such as one of a newer Pop. The
   * code's name if the Pop gives none. From {@code google.rpc.ErrorInfo}.
   */
  public String reason() {
    return reason;
  }

  /** The words of the Pop, without the call and the address that {@link #getMessage} adds. */
  public String text() {
    return text;
  }

  /** Kinds of failure, with the names and meaning of gRPC's status codes. */
  public enum Code {
    /** The call was given up by its caller, for example because its thread was interrupted. */
    CANCELLED,
    /** A failure that the Pop only passes on, such as one of its platform. */
    UNKNOWN,
    /** Malformed input, or wrong user or password. */
    INVALID_ARGUMENT,
    /** No answer in time; the work may have been done, or still go on. */
    DEADLINE_EXCEEDED,
    /** No such container, image, network or flavour. */
    NOT_FOUND,
    /** Name or address taken, or container started before. */
    ALREADY_EXISTS,
    /** Unknown or expired token. */
    PERMISSION_DENIED,
    /** No address left, or too many calls at once. */
    RESOURCE_EXHAUSTED,
    /** Not possible in the present state. */
    FAILED_PRECONDITION,
    /** Given up by the Pop because of a concurrent change. */
    ABORTED,
    /** Beyond the valid range. */
    OUT_OF_RANGE,
    /** A call that this Pop does not know. */
    UNIMPLEMENTED,
    /** A defect of the Pop. */
    INTERNAL,
    /** The Pop cannot be reached, or takes no calls. */
    UNAVAILABLE,
    /** Data is lost. */
    DATA_LOSS,
    /** No token. */
    UNAUTHENTICATED
  }
}
