package org.mano4j.messaging;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A connection to a broker. Thread-safe.
 *
 * <p>Stages that it returns may be completed by a thread of the bus. A continuation that blocks
 * (waiting for another answer of the same bus, too) holds up the answers behind it and belongs into
 * one of the {@code Async} forms of {@link CompletionStage}.
 */
public interface MessageBus extends AutoCloseable {

  /**
   * Largest body in bytes. A larger one is refused with {@link BusException.MessageTooLarge}; one
   * that arrives is rejected.
   */
  int MAX_MESSAGE_SIZE = 16 * 1024 * 1024;

  /**
   * Publishes a message. The stage completes when the broker has confirmed it, and fails with
   * {@link BusException.Unroutable} when no queue takes it, with {@link BusException.Refused} when
   * the broker does not accept it now, and with {@link BusException.Closed} when the connection is
   * gone.
   */
  CompletionStage<Void> publish(Address to, Message message);

  /**
   * Publishes a message and waits for its answer; reply queue and correlation id are set by the
   * bus. The stage fails as that of {@link #publish} does, with {@link BusException.NoReply} after
   * the timeout, and with {@link BusException.Closed} as soon as the connection is gone.
   *
   * @param timeout more than zero
   */
  CompletionStage<Message> request(Address to, Message message, Duration timeout);

  /**
   * Declares a queue if needed and consumes from it.
   *
   * @param prefetch most unacknowledged deliveries at a time, from 1; further messages wait in the
   *     queue
   * @throws BusException.Mismatch if the broker has that queue with other properties, or does not
   *     know an argument
   * @throws BusException.Denied if the user may not use or declare the queue
   * @throws BusException if it fails otherwise
   */
  Subscription consume(QueueSpec queue, int prefetch, DeliveryHandler handler);

  /**
   * Declares a topic exchange if it is not there. The exchange of an NFVO belongs to the NFVO:
   * managers and drivers must not declare it, and the users it hands out may not.
   *
   * @param durable whether it survives a restart of the broker
   * @throws BusException.Mismatch if there is one of that name with other properties
   * @throws BusException.Denied if the user may not declare it
   */
  void declareExchange(String name, boolean durable);

  /**
   * What the broker says of a queue; empty if there is none of that name. Brokers may take it for
   * use of the queue, which then expires later.
   */
  Optional<QueueStatus> inspect(String queue);

  /**
   * Deletes a queue if nobody consumes from it and no message waits in it. The broker looks and
   * deletes in one step: a consumer that arrives meanwhile keeps the queue, or gets a new one. A
   * queue whose last consumer was cancelled and still works may be deleted, as brokers need not
   * count what it holds.
   *
   * @return whether it was deleted; false if it is in use, and if there is none of that name
   */
  boolean deleteIfUnused(String queue);

  /** State of the connection. */
  BusState state();

  /**
   * Tells a listener each further change of state, after listeners that were there before. It is
   * called by the thread that changes the state and must not block.
   */
  void onStateChange(Consumer<BusState> listener);

  /**
   * Drains all subscriptions, see {@link Subscription#drain}. Publishing and requests still work,
   * since deliveries may need them to finish; new subscriptions are refused.
   */
  DrainReport drain(Duration timeout);

  /**
   * Closes the connection. Unacknowledged deliveries go back to their queues, pending requests fail
   * with {@link BusException.Closed}. Idempotent.
   */
  @Override
  void close();
}
