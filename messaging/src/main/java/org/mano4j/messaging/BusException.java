package org.mano4j.messaging;

/** A message could not be sent, or an answer did not come. */
public class BusException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what failed, on what, why, and what to do. */
  public BusException(String message) {
    super(message);
  }

  /** With what failed, on what, why, what to do, and the cause. */
  public BusException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * No queue takes messages for that address: its consumer is not there, or the exchange is not,
   * which belongs to whoever consumes.
   */
  public static final class Unroutable extends BusException {
    private static final long serialVersionUID = 1L;

    /** For a message to this address. */
    public Unroutable(Address to) {
      super(
          "no queue takes messages for key '"
              + to.key()
              + "' on exchange '"
              + to.exchange()
              + "'; start its consumer, or check the key");
    }

    /** With the address, the reason, and what to do. */
    public Unroutable(String message) {
      super(message);
    }
  }

  /** No answer came in time; the work may have been done. */
  public static final class NoReply extends BusException {
    private static final long serialVersionUID = 1L;

    /** With the address, and how long was waited. */
    public NoReply(String message) {
      super(message);
    }
  }

  /** The bus is closed or has lost its connection. */
  public static final class Closed extends BusException {
    private static final long serialVersionUID = 1L;

    /** With the name of the bus and its state. */
    public Closed(String message) {
      super(message);
    }
  }

  /** The broker cannot be reached: no connection to it comes about. */
  public static final class Unreachable extends BusException {
    private static final long serialVersionUID = 1L;

    /** With host and port, the reason, and what to do. */
    public Unreachable(String message) {
      super(message);
    }

    /** The same with the cause. */
    public Unreachable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The broker knows who asks and says no: a wrong password, a certificate that is not trusted, or
   * no permission. Trying again does not help; the configuration must be changed.
   */
  public static final class Denied extends BusException {
    private static final long serialVersionUID = 1L;

    /** With what is denied to whom, the reason, and what to do. */
    public Denied(String message) {
      super(message);
    }

    /** The same with the cause. */
    public Denied(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * A queue cannot be had as it is asked for: it is there with other properties, or the broker does
   * not know one of its arguments.
   */
  public static final class Mismatch extends BusException {
    private static final long serialVersionUID = 1L;

    /** With the queue, the reason, and what to do. */
    public Mismatch(String message) {
      super(message);
    }

    /** The same with the cause. */
    public Mismatch(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The broker does not accept the message now, for example because a queue is full. */
  public static final class Refused extends BusException {
    private static final long serialVersionUID = 1L;

    /** With the address, the reason, and what to do. */
    public Refused(String message) {
      super(message);
    }
  }

  /** The body is over {@link MessageBus#MAX_MESSAGE_SIZE}. */
  public static final class MessageTooLarge extends BusException {
    private static final long serialVersionUID = 1L;

    /** For a body of this many bytes. */
    public MessageTooLarge(long size) {
      super(
          "a message of "
              + size
              + " bytes is over the limit of "
              + MessageBus.MAX_MESSAGE_SIZE
              + " bytes; send less at once");
    }
  }
}
