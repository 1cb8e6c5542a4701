package org.mano4j.messaging;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection while it lasts. A bus that recovers gets another link. What is written goes
 * through {@link #writer()}, task by task.
 */
final class AmqpLink {

  private static final Logger log = LoggerFactory.getLogger(AmqpBusConnector.class);

  /** How long a broker may take to say goodbye. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Connection connection;
  private final BrokerTraits traits;
  private final Serial writer;
  private final AmqpPublisher publisher;
  private final AmqpReplies replies;

  AmqpLink(
      Connection connection,
      AmqpOptions options,
      AmqpThreads threads,
      Executor events,
      AmqpReplies.Receiver receiver) {
    this.connection = connection;
    this.traits = BrokerTraits.of(connection);
    this.writer = new Serial(threads.own);
    this.publisher = new AmqpPublisher(connection, options, threads, writer, events);
    this.replies = new AmqpReplies(this, new Serial(threads.own), receiver);
  }

  BrokerTraits traits() {
    return traits;
  }

  Executor writer() {
    return writer;
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  /** Sends a message; false if too many wait already. */
  boolean send(Outgoing message) {
    if (!publisher.admit(message)) {
      return false;
    }
    writer.execute(() -> publisher.send(message));
    return true;
  }

  /** Sends a message whose answer comes to the reply queue; false if too many wait already. */
  boolean sendRequest(Outgoing message) {
    if (!publisher.admit(message)) {
      return false;
    }
    writer.execute(
        () -> {
          try {
            message.replyTo = replies.queueFor(message.to.exchange());
            publisher.send(message);
          } catch (IOException | RuntimeException e) {
            message.confirmed.completeExceptionally(
                AmqpFailures.refused("cannot have a queue for answers", e));
          }
        });
    return true;
  }

  void blocked(boolean blocked) {
    writer.execute(() -> publisher.blocked(blocked));
  }

  /** Ends everything that is on its way; the connection is gone. */
  void end(BusException reason) {
    writer.execute(() -> publisher.end(reason));
  }

  /** A new channel. */
  Channel channel() throws IOException {
    return channel(connection);
  }

  static Channel channel(Connection connection) throws IOException {
    Channel channel = connection.createChannel();
    if (channel == null) {
      throw new IOException(
          "the broker allows no more than " + connection.getChannelMax() + " channels");
    }
    return channel;
  }

  void close() {
    try {
      connection.close((int) FAREWELL.toMillis());
    } catch (IOException | ShutdownSignalException e) {
      // ended already, or the broker was quicker: it ends connections of users that are removed
      log.debug("a connection did not end in an orderly way", e);
    }
  }
}
