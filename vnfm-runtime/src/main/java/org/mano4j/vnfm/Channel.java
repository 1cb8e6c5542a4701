package org.mano4j.vnfm;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.MessageBus;

/**
 * A VNF manager's view of the transport to its NFVO. Used by one {@link VnfmRuntime}, in this
 * order: {@link #register}, {@link #receive}, any number of {@link #exchange} and {@link #send},
 * {@link #drain}, {@link #close}. Thread-safe.
 */
public interface Channel extends AutoCloseable {

  /** Does the work of a request. */
  @FunctionalInterface
  interface RequestHandler {

    /**
     * Takes a request and returns at once.
     *
     * @return completes with the answer, or with nothing, which is sent as JSON {@code null}; fails
     *     only for a message that cannot be read and {@linkplain ChannelRequest#expectsAnswer()
     *     wants no answer}, which the transport rejects for good
     */
    CompletionStage<Optional<VnfmOrMessage>> handle(ChannelRequest request);

    /**
     * What to answer to a message of this many bytes, which is too large to be handed over; nothing
     * by default.
     */
    default Optional<VnfmOrMessage> tooLarge(long size) {
      return Optional.empty();
    }
  }

  /**
   * Registers with the NFVO and connects. Blocks until that is done.
   *
   * @param endpoint type, name and description of the manager; the channel adds how it is reached
   * @throws RuntimeException if the NFVO cannot be reached or refuses
   */
  void register(VnfmManagerEndpoint endpoint);

  /**
   * Begins to take requests. Each is confirmed to the transport only after its answer was sent.
   *
   * @param prefetch most requests in work at a time, from 1, not counting those that are parked
   */
  void receive(int prefetch, RequestHandler handler);

  /**
   * Changes how many requests may be in work at a time from now on, not counting those that are
   * parked; those that are in work already are finished. Called up to ten times a second while
   * requests are taken, by a thread that must not be held up. A channel that cannot change it, as
   * by default, keeps the number it has.
   *
   * @param prefetch from 1
   */
  default void prefetch(int prefetch) {}

  /**
   * Asks the NFVO and waits for its answer. The stage fails after the timeout, when the NFVO cannot
   * be reached, or when its answer cannot be read.
   */
  CompletionStage<OrVnfmMessage> exchange(VnfmOrMessage message, Duration timeout);

  /** Tells the NFVO something without waiting for an answer; completes when it is sent. */
  CompletionStage<Void> send(VnfmOrMessage message);

  /** The connection, if the transport is a message bus; from {@link #register} on. */
  default Optional<MessageBus> bus() {
    return Optional.empty();
  }

  /**
   * Tells a listener, once, that the channel has ended by itself and takes no requests any more;
   * one that can come back after a loss does so before. Called by a thread of the channel, which
   * may be held up. Set before {@link #register}. A channel that never ends by itself, as by
   * default, ignores it.
   */
  default void onEnd(Consumer<RuntimeException> listener) {}

  /** Takes no new requests and waits for those in work. What is unfinished then is reported. */
  DrainReport drain(Duration timeout);

  /**
   * Tells the NFVO that no manager of this type is there any more. It cuts off all replicas of the
   * type.
   */
  void deregister();

  /** Ends the connection. Unfinished requests are left to the transport. Idempotent. */
  @Override
  void close();
}
