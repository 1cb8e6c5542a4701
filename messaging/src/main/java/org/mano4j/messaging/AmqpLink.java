package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
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

  /** One of them, and some of what is around it. */
  private static final int ACKNOWLEDGEMENT = 32;

  private final Connection connection;
  private final Socket socket;
  private final AmqpThreads threads;
  private final BrokerTraits traits;
  private final Serial writer;
  private final AmqpPublisher publisher;
  private final AmqpReplies replies;
  private final AtomicLong windows = new AtomicLong();
  private volatile boolean blocked;

  AmqpLink(
      Connected connected,
      AmqpOptions options,
      AmqpThreads threads,
      AmqpReplies.Receiver receiver) {
    this.connection = connected.connection();
    this.socket = connected.socket();
    this.threads = threads;
    this.traits = BrokerTraits.of(connection);
    this.writer = new Serial(threads.own);
    this.publisher = new AmqpPublisher(connection, options, threads, writer, sureToFit(socket));
    this.replies = new AmqpReplies(this, new Serial(threads.own), receiver);
  }

  /** The system takes more than what it says, and keeps a part of it for itself. */
  private static int sureToFit(Socket socket) {
    try {
      return socket.getSendBufferSize() / 4;
    } catch (SocketException e) {
      return 0; // it is closed
    }
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

  /** What can be written without waiting, whatever the broker has not read yet. */
  private boolean hasRoom() {
    return publisher.hasRoom(ACKNOWLEDGEMENT * windows.get());
  }

  /** The broker has that many more deliveries unacknowledged at most, or fewer. */
  void widened(int by) {
    windows.addAndGet(by);
  }

  /**
   * Writes acknowledgements: here if that surely does not wait, and else as a task of the writer.
   *
   * @param here must not wait for anything; false if it would have to
   */
  void acknowledge(BooleanSupplier here, Runnable task) {
    if (!hasRoom() || !writer.runHere(here)) {
      writer.execute(task);
    }
  }

  /** Sends a message; false if too many wait already. Does not wait for the network. */
  boolean send(Outgoing message) {
    if (!publisher.admit(message)) {
      return false;
    }
    if (!hasRoom() || !writer.runHere(() -> publisher.sendAtOnce(message))) {
      writer.execute(() -> publisher.send(message));
    }
    return true;
  }

  /** Sends a message whose answer comes to the reply queue; false if too many wait already. */
  boolean sendRequest(Outgoing message) {
    if (!publisher.admit(message)) {
      return false;
    }
    if (!hasRoom() || !writer.runHere(() -> requestAtOnce(message))) {
      writer.execute(() -> request(message));
    }
    return true;
  }

  private boolean requestAtOnce(Outgoing message) {
    message.replyTo = replies.knownFor(message.to.exchange());
    return message.replyTo != null && publisher.sendAtOnce(message);
  }

  private void request(Outgoing message) {
    try {
      message.replyTo = replies.queueFor(message.to.exchange());
      publisher.send(message);
    } catch (IOException | RuntimeException e) {
      publisher.fail(message, AmqpFailures.refused("cannot have a queue for answers", e));
    }
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
