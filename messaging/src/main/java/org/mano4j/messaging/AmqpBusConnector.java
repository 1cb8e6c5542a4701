package org.mano4j.messaging;

import java.util.Objects;

/**
 * Opens connections to a RabbitMQ broker, or another one that speaks AMQP 0-9-1. Thread-safe; needs
 * no closing.
 *
 * <p>{@link #open} tries as often as {@link AmqpOptions#connectAttempts} says; a broker that
 * refuses user or certificate is asked once. A connection that is lost later is established again,
 * with its queues and subscriptions, for as long as the bus is not closed; only when the broker
 * refuses user, virtual host or certificate for {@link AmqpOptions#refusalLimit} without a break,
 * the bus closes itself: listeners to its state hear of {@link BusState#CLOSED}, and its owner may
 * open another one, as another user if need be. Until it is back publishing and requests fail at
 * once with {@link BusException.Closed}, and what was delivered and not acknowledged goes back to
 * its queue: it comes again as redelivered, and what its handler still returns is dropped.
 *
 * <p>Messages to an exchange are persistent. Publishing asks for a confirmation and for the return
 * of what cannot be routed. Answers to addresses that the broker made up ({@code
 * amq.rabbitmq.reply-to…}) are sent, too; the broker does not say whether anybody was there.
 *
 * <p>Messages up to 512 MiB are received, though rejected over {@link MessageBus#MAX_MESSAGE_SIZE}:
 * one that broke the connection would be delivered again without end.
 */
public final class AmqpBusConnector implements BusConnector {

  private final AmqpOptions options;
  private final AmqpThreads threads;

  /** A connector for the broker that the options name. Nothing is connected yet. */
  public AmqpBusConnector(AmqpOptions options) {
    this.options = options.withMetrics(SafeBusMetrics.of(options.metrics()));
    this.threads = new AmqpThreads(options.executor());
  }

  /**
   * {@inheritDoc}
   *
   * @throws BusException.Denied if the broker refuses user, certificate or virtual host, or shows a
   *     certificate that is not trusted
   */
  @Override
  public MessageBus open(BusCredentials credentials, String name) {
    AmqpConnecting connecting =
        new AmqpConnecting(options, Objects.requireNonNull(credentials, "credentials"), threads);
    AmqpBus bus = new AmqpBus(options, Objects.requireNonNull(name, "name"), threads, connecting);
    bus.connect();
    return bus;
  }
}
