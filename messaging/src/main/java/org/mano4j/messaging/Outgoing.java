package org.mano4j.messaging;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A message on its way to the broker. */
final class Outgoing {

  /** Hears of the end of a message, on a thread of the bus that it must not keep. */
  @FunctionalInterface
  interface Ending {
    /**
     * The broker has it, or never will.
     *
     * @param failure null if the broker has confirmed it
     */
    void ended(@Nullable BusException failure);
  }

  /** What is around the texts of a small message: three frames, and one record of TLS. */
  private static final int FRAMES = 128;

  /** What AMQP calls a short string. */
  private static final int LONGEST_TEXT = 255;

  /** They have to fit into one frame, for which this is the usual limit. */
  private static final int LARGEST_HEADERS = 128 * 1024;

  final Address to;
  final Message message;
  final @Nullable String correlationId;
  private final Ending ending;
  private final AtomicBoolean over = new AtomicBoolean();

  /** For a request: filled in when the reply queue is known. */
  volatile @Nullable String replyTo;

  /** Set by the broker before it confirms. */
  volatile boolean returned;

  /** By when it has to be confirmed; guarded by {@link OnTheirWay}. */
  long deadline;

  /** What carries it; for tasks of the link's writer alone. */
  @Nullable PublishChannel channel;

  Outgoing(
      Address to,
      Message message,
      @Nullable String correlationId,
      @Nullable String replyTo,
      Ending ending) {
    this.to = to;
    this.message = message;
    this.correlationId = correlationId;
    this.replyTo = replyTo;
    this.ending = ending;
  }

  /**
   * How many bytes it takes at most between here and the broker, frames, properties and the records
   * of TLS included.
   */
  long size() {
    long texts =
        length(to.exchange())
            + length(to.key())
            + length(correlationId)
            + length(message.contentType())
            + LONGEST_TEXT; // an address for answers may be set later
    long headers = message.headers().isEmpty() ? 0 : LARGEST_HEADERS;
    return FRAMES + texts + headers + message.body().length;
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : 3L * text.length();
  }

  /** A broker returns each message to an address of its own making, also when it was delivered. */
  boolean mandatory() {
    return !DirectReplyTo.isOne(to);
  }

  boolean isOver() {
    return over.get();
  }

  /** Ends it; false if it had ended before. */
  boolean end() {
    return over.compareAndSet(false, true);
  }

  /** Tells of the end. */
  void tell(@Nullable BusException failure) {
    ending.ended(failure);
  }
}
