package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes over one connection. Everything but counting happens in tasks of {@link #writer}, one
 * after another: no channel is used by two threads, and the fields need no lock.
 */
final class AmqpPublisher implements PublishChannel.Listener {

  /** Messages that wait for a channel. */
  private static final int MOST_WAITING = 10_000;

  /** More unconfirmed ones on one channel do not make a broker faster. */
  private static final int MOST_SHARING = 500;

  /** How long the writer may wait for the network before messages end without it. */
  private static final int WRITER_SECONDS = 1;

  private final Connection connection;
  private final AmqpOptions options;
  private final AmqpThreads threads;
  private final Executor writer;
  private final int sureToFit;
  private final BrokerTraits traits;
  private final OnTheirWay onTheirWay;
  private final Sharing sharing = new Sharing();
  private final Deque<Outgoing> waiting = new ArrayDeque<>();

  /** Carry one message at a time; in use are no more than the options say. */
  private final Deque<PublishChannel> idle = new ArrayDeque<>();

  private final Set<PublishChannel> busy = new HashSet<>();

  /** Carry many, by their exchanges; besides those above, and no more than the options say. */
  private final Map<String, PublishChannel> shared = new HashMap<>();

  /** Carry what they have, and are to end then. */
  private final Set<PublishChannel> retired = new HashSet<>();

  private boolean blocked;
  private @Nullable BusException ended;

  /** Whether messages wait for places on a channel. */
  private volatile boolean hungry;

  /** Whether the broker has let the time of a message pass: nobody knows what is on its way. */
  private volatile boolean slow;

  /**
   * For one connection.
   *
   * @param writer runs what writes to the connection
   * @param sureToFit so many bytes find room between here and the broker, whatever the network does
   */
  AmqpPublisher(
      Connection connection,
      AmqpOptions options,
      AmqpThreads threads,
      Executor writer,
      int sureToFit) {
    this.connection = connection;
    this.options = options;
    this.threads = threads;
    this.writer = writer;
    this.sureToFit = sureToFit;
    this.traits = BrokerTraits.of(connection);
    this.onTheirWay =
        new OnTheirWay(
            options.channels() + MOST_WAITING,
            Nanos.of(options.confirmTimeout()),
            threads.timer,
            this::late);
  }

  /** Whether there is room for another message. */
  boolean admit(Outgoing message) {
    return onTheirWay.add(message);
  }

  private void late(Outgoing message) {
    slow = true;
    // first, as there may be no thread for the writer
    threads.timer.schedule(
        () -> finish(message, unconfirmed(message)), WRITER_SECONDS, TimeUnit.SECONDS);
    writer.execute(() -> expire(message));
  }

  /**
   * Whether what is on its way, the last one included, can be written without waiting.
   *
   * @param besides so many bytes, of other things that the broker may not have read yet
   */
  boolean hasRoom(long besides) {
    return !slow && onTheirWay.bytes() + besides <= sureToFit;
  }

  /** A task of the writer that does not wait for anything: false if that is not possible. */
  boolean sendAtOnce(Outgoing message) {
    if (ended != null || blocked || !waiting.isEmpty() || !sharing.allows(message)) {
      return false;
    }
    PublishChannel channel = shared.get(message.to.exchange());
    if (channel == null || channel.size() >= MOST_SHARING) {
      return false;
    }
    return send(message, channel);
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
      Outgoing message = waiting.element();
      if (message.isOver()) {
        waiting.remove();
        continue;
      }
      PublishChannel channel;
      try {
        channel = channelFor(message);
      } catch (IOException | RuntimeException e) {
        waiting.remove();
        finish(message, unsent(message, e));
        continue;
      }
      if (channel != null) {
        hungry = false;
        if (send(message, channel)) {
          waiting.remove();
        }
      } else if (hungry) {
        return;
      } else {
        hungry = true; // a place that was free before anybody knew of this is found now
      }
    }
  }

  /** False if the channel had ended before: then nothing was written, and another one will do. */
  private boolean send(Outgoing message, PublishChannel channel) {
    message.channel = channel;
    try {
      channel.send(message);
    } catch (AlreadyClosedException e) {
      channel.forget(message);
      retire(channel);
      sharing.clear();
      if (connection.isOpen()) {
        return false;
      }
      finish(message, AmqpFailures.refused(cannotPublish(message), e));
    } catch (IOException | RuntimeException e) {
      finish(message, AmqpFailures.refused(cannotPublish(message), e));
      channel.forget(message);
      retire(channel);
    }
    return true;
  }

  /** Where to put a message; null if all places are taken. */
  private @Nullable PublishChannel channelFor(Outgoing message) throws IOException {
    PublishChannel common = shared.get(message.to.exchange());
    if (common != null && sharing.allows(message)) {
      return common.size() < MOST_SHARING ? common : null;
    }
    if (idle.isEmpty() && busy.size() >= options.channels()) {
      return null;
    }
    PublishChannel channel = idle.isEmpty() ? emptyOne() : idle.remove();
    busy.add(channel);
    return channel;
  }

  /** Asks the broker for another channel only if none is empty. */
  private PublishChannel emptyOne() throws IOException {
    for (PublishChannel channel : shared.values()) {
      if (channel.size() == 0) {
        shared.values().remove(channel);
        channel.share(false);
        return channel;
      }
    }
    return open();
  }

  private PublishChannel open() throws IOException {
    return new PublishChannel(AmqpLink.channel(connection), this);
  }

  @Override
  public void done(PublishChannel channel, List<Outgoing> messages, boolean accepted) {
    messages.forEach(message -> finish(message, fate(message, accepted)));
    if (!channel.isShared()) {
      writer.execute(() -> free(channel, messages));
    } else if (hungry || slow) {
      writer.execute(
          () -> {
            endIfRetired(channel);
            pump();
          });
    }
  }

  private void free(PublishChannel channel, List<Outgoing> messages) {
    if (channel.size() == 0 && busy.remove(channel)) {
      messages.forEach(sharing::prove);
      if (!messages.stream().allMatch(message -> share(channel, message))) {
        idle.push(channel);
      }
    }
    pump();
  }

  /** The first channel that has brought a plain message to an exchange is there for all others. */
  private boolean share(PublishChannel channel, Outgoing message) {
    if (shared.size() >= options.channels() || !sharing.allows(message)) {
      return false;
    }
    boolean first = shared.putIfAbsent(message.to.exchange(), channel) == null;
    if (first) {
      channel.share(true);
    }
    return first;
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
  public void broken(PublishChannel channel, List<Outgoing> left, ShutdownSignalException cause) {
    boolean guessing = left.size() > 1 && !cause.isHardError();
    for (Outgoing message : left) {
      if (message.returned) {
        finish(message, new BusException.Unroutable(message.to));
      } else {
        finish(message, guessing ? cut(message, cause) : lost(message, cause));
      }
    }
    writer.execute(
        () -> {
          busy.remove(channel);
          idle.remove(channel);
          retired.remove(channel);
          if (shared.values().remove(channel)) {
            sharing.clear(); // each is to hear its own reason from here on
          }
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

  /** There is no channel for it; a broker that only keeps silent has not ended the connection. */
  private BusException unsent(Outgoing message, Exception failure) {
    return failure.getCause() instanceof TimeoutException
        ? new BusException.Refused(
            cannotPublish(message) + ": the broker is too slow; try again later")
        : AmqpFailures.refused(cannotPublish(message), failure);
  }

  private void expire(Outgoing message) {
    if (message.isOver()) {
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
    PublishChannel channel = message.channel;
    if (channel != null) {
      // at once out of sight: a confirmation that comes now must not have it used again
      channel.forget(message);
      retire(channel);
    }
    pump();
  }

  private static BusException cut(Outgoing message, ShutdownSignalException cause) {
    return new BusException.Closed(
        cannotPublish(message)
            + ": the "
            + (cause.isHardError() ? "connection" : "channel that it shared with others")
            + " was lost before the broker has confirmed it ("
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

  /** Takes a channel out of use; it ends when nothing is on it any more. */
  private void retire(PublishChannel channel) {
    boolean used = busy.remove(channel) | shared.values().remove(channel);
    if (used) {
      retired.add(channel);
    }
    endIfRetired(channel);
  }

  /**
   * The broker may not answer: nothing else waits for that. What the channel carries has ended
   * before, or it would end with the channel as its reason.
   */
  private void endIfRetired(PublishChannel channel) {
    if (retired.contains(channel) && channel.size() == 0) {
      retired.remove(channel);
      threads.own.execute(channel::abandon);
    }
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
    onTheirWay.close();
    waiting.forEach(message -> finish(message, reason));
    waiting.clear();
    for (Collection<PublishChannel> channels : List.of(busy, shared.values(), retired)) {
      channels.forEach(channel -> channel.takeAll().forEach(message -> finish(message, reason)));
      channels.clear();
    }
    idle.clear();
  }

  private void finish(Outgoing message, @Nullable BusException failure) {
    if (!message.end()) {
      return;
    }
    onTheirWay.remove(message);
    if (failure == null) {
      options.metrics().published();
    } else {
      options.metrics().publishFailed(failure);
    }
    message.tell(failure);
  }

  private static String cannotPublish(Outgoing message) {
    return "cannot publish to key '"
        + message.to.key()
        + "' on exchange '"
        + message.to.exchange()
        + "'";
  }
}
