package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes over one connection. Everything but counting happens in tasks of {@link #writer}, one
 * after another: no channel is used by two threads, and the fields need no lock.
 */
final class AmqpPublisher implements PublishChannel.Listener {

  /** Messages that wait for a channel. */
  private static final int MOST_WAITING = 10_000;

  /** How long the writer may wait for the network before messages end without it. */
  private static final int WRITER_SECONDS = 1;

  private final Connection connection;
  private final AmqpOptions options;
  private final AmqpThreads threads;
  private final Executor writer;
  private final Executor events;
  private final BrokerTraits traits;
  private final AtomicInteger onTheirWay = new AtomicInteger();
  private final Deque<Outgoing> waiting = new ArrayDeque<>();
  private final Deque<PublishChannel> idle = new ArrayDeque<>();
  private final Set<PublishChannel> busy = new HashSet<>();
  private boolean blocked;
  private @Nullable BusException ended;

  /**
   * For one connection.
   *
   * @param writer runs what writes to the connection
   * @param events completes stages
   */
  AmqpPublisher(
      Connection connection,
      AmqpOptions options,
      AmqpThreads threads,
      Executor writer,
      Executor events) {
    this.connection = connection;
    this.options = options;
    this.threads = threads;
    this.writer = writer;
    this.events = events;
    this.traits = BrokerTraits.of(connection);
  }

  /** Whether there is room for another message. */
  boolean admit(Outgoing message) {
    if (onTheirWay.incrementAndGet() > options.channels() + MOST_WAITING) {
      onTheirWay.decrementAndGet();
      return false;
    }
    message.confirmed.whenComplete((nothing, failure) -> onTheirWay.decrementAndGet());
    message.alarm =
        threads.timer.schedule(
            () -> {
              writer.execute(() -> expire(message));
              threads.timer.schedule(
                  () -> finish(message, unconfirmed(message)), WRITER_SECONDS, TimeUnit.SECONDS);
            },
            options.confirmTimeout().toNanos(),
            TimeUnit.NANOSECONDS);
    return true;
  }

  /** A task of the writer. */
  void send(Outgoing message) {
    if (ended != null) {
      finish(message, ended);
      return;
    }
    if (DirectReplyTo.isHarmful(message.to)) {
      finish(message, new BusException.Unroutable(message.to));
      return;
    }
    waiting.add(message);
    pump();
  }

  private void pump() {
    while (!blocked && !waiting.isEmpty()) {
      if (idle.isEmpty() && busy.size() >= options.channels()) {
        return;
      }
      Outgoing message = waiting.remove();
      if (message.confirmed.isDone()) {
        continue;
      }
      PublishChannel channel = null;
      try {
        channel = idle.isEmpty() ? open() : idle.remove();
        busy.add(channel);
        channel.send(message);
      } catch (IOException | RuntimeException e) {
        finish(message, AmqpFailures.refused(cannotPublish(message), e));
        if (channel != null) {
          busy.remove(channel);
          abandon(channel);
        }
      }
    }
  }

  private PublishChannel open() throws IOException {
    return new PublishChannel(AmqpLink.channel(connection), this);
  }

  @Override
  public void done(PublishChannel channel, boolean accepted) {
    Outgoing message = channel.current();
    if (message == null) {
      return;
    }
    channel.clear();
    finish(message, fate(message, accepted));
    writer.execute(
        () -> {
          if (busy.remove(channel)) {
            idle.push(channel);
          }
          pump();
        });
  }

  private @Nullable BusException fate(Outgoing message, boolean accepted) {
    if (message.returned || !accepted && message.mandatory() && !traits.returnsUnroutable()) {
      return new BusException.Unroutable(message.to);
    }
    return accepted
        ? null
        : new BusException.Refused(
            cannotPublish(message)
                + ": the broker does not take it, as a queue is full or cannot store it; try again"
                + " later");
  }

  @Override
  public void broken(PublishChannel channel, ShutdownSignalException cause) {
    Outgoing message = channel.current();
    channel.clear();
    if (message != null) {
      finish(message, lost(message, cause));
    }
    writer.execute(
        () -> {
          busy.remove(channel);
          idle.remove(channel);
          pump();
        });
  }

  private static BusException lost(Outgoing message, ShutdownSignalException cause) {
    if (AmqpFailures.code(cause) == AMQP.NOT_FOUND) {
      return new BusException.Unroutable(
          cannotPublish(message)
              + ": there is no such exchange; start its owner, or check the virtual host");
    }
    BusException failure = AmqpFailures.refused(cannotPublish(message), cause);
    return failure instanceof BusException.Closed ? cut(message, cause) : failure;
  }

  private void expire(Outgoing message) {
    if (message.confirmed.isDone()) {
      return;
    }
    boolean unsent = waiting.remove(message);
    finish(
        message,
        unsent
            ? new BusException.Refused(
                cannotPublish(message)
                    + ": the broker "
                    + (blocked ? "is blocked, its memory or disk is full" : "is too slow")
                    + ", and the message has waited for "
                    + confirmTimeout()
                    + "; try again later")
            : unconfirmed(message));
    // at once out of sight: a confirmation that comes now must not have it used again
    busy.removeIf(
        channel -> {
          boolean late = channel.current() == message;
          if (late) {
            abandon(channel);
          }
          return late;
        });
    pump();
  }

  private static BusException cut(Outgoing message, ShutdownSignalException cause) {
    return new BusException.Closed(
        cannotPublish(message)
            + ": the connection was lost before the broker has confirmed it ("
            + AmqpFailures.text(cause)
            + "); it may have arrived");
  }

  private BusException unconfirmed(Outgoing message) {
    return new BusException.NoReply(
        cannotPublish(message)
            + ": the broker has not confirmed it in "
            + confirmTimeout()
            + "; it may have arrived");
  }

  private String confirmTimeout() {
    return options.confirmTimeout().toMillis() / 1000.0 + " s";
  }

  /**
   * The broker may not answer: nothing else waits for that. What the channel carries is finished
   * before, or it would end with the channel as its reason.
   */
  private void abandon(PublishChannel channel) {
    threads.own.execute(channel::abandon);
  }

  /** Ends a message that was admitted and cannot be sent. */
  void fail(Outgoing message, BusException failure) {
    finish(message, failure);
  }

  /** A task of the writer. */
  void blocked(boolean now) {
    blocked = now;
    pump();
  }

  /** A task of the writer: the connection is gone. */
  void end(BusException reason) {
    ended = reason;
    waiting.forEach(message -> finish(message, reason));
    waiting.clear();
    busy.forEach(
        channel -> {
          Outgoing message = channel.current();
          if (message != null) {
            finish(message, reason);
          }
        });
    busy.clear();
    idle.clear();
  }

  private void finish(Outgoing message, @Nullable BusException failure) {
    var alarm = message.alarm;
    if (alarm != null) {
      alarm.cancel(false);
    }
    try {
      events.execute(() -> complete(message, failure));
    } catch (RejectedExecutionException e) {
      complete(message, failure);
    }
  }

  private void complete(Outgoing message, @Nullable BusException failure) {
    if (failure == null) {
      if (message.confirmed.complete(null)) {
        options.metrics().published();
      }
    } else if (message.confirmed.completeExceptionally(failure)) {
      options.metrics().publishFailed(failure);
    }
  }

  private static String cannotPublish(Outgoing message) {
    return "cannot publish to key '"
        + message.to.key()
        + "' on exchange '"
        + message.to.exchange()
        + "'";
  }
}
