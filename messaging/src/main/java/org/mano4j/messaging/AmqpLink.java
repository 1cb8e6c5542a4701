package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private final Socket socket;
  private final AmqpThreads threads;
  private final BrokerTraits traits;
  private final Serial writer;
  private final AmqpPublisher publisher;
  private final AmqpReplies replies;
  private volatile boolean blocked;

  AmqpLink(
      Connected connected,
      AmqpOptions options,
      AmqpThreads threads,
      Executor events,
      AmqpReplies.Receiver receiver) {
    this.connection = connected.connection();
    this.socket = connected.socket();
    this.threads = threads;
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
            publisher.fail(message, AmqpFailures.refused("cannot have a queue for answers", e));
          }
        });
    return true;
  }

  /** Whether the broker takes no messages now. */
  boolean isBlocked() {
    return blocked;
  }

  void blocked(boolean blocked) {
    this.blocked = blocked;
    writer.execute(() -> publisher.blocked(blocked));
  }

  /** Ends everything that is on its way; the connection is gone. */
  void end(BusException reason) {
    destroy();
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

  /** Runs a task later, apart. */
  void later(Duration delay, Runnable task) {
    threads.timer.schedule(() -> threads.own.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends a channel without waiting for the broker. */
  void abandon(Channel channel) {
    threads.own.execute(
        () -> {
          try {
            channel.abort(AMQP.REPLY_SUCCESS, "given up");
          } catch (IOException | RuntimeException e) {
            log.debug("a channel did not end in an orderly way", e);
          }
        });
  }

  /**
   * Ends its socket, and so the connection. Whoever waits for a silent network to take bytes would
   * wait on.
   */
  void destroy() {
    if (socket.isClosed()) {
      return; // as at every orderly end
    }
    try {
      socket.setSoLinger(true, 0); // with TLS, closing would wait for the writer otherwise
      socket.close();
    } catch (IOException e) {
      log.debug("a socket did not end in an orderly way", e);
    }
  }

  /**
   * Ends it, in an orderly way if the network allows that soon; then ends everything on its way.
   */
  void close(BusException reason) {
    int farewell = (int) FAREWELL.toMillis();
    try {
      CompletableFuture.runAsync(() -> connection.abort(farewell), threads.own)
          .get(2L * farewell, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      log.debug("a connection did not end in an orderly way", e);
    }
    end(reason);
  }
}
