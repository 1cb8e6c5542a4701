package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A channel that carries messages until they are confirmed: one at a time at first, to which then
 * also the end of the channel belongs; many while it is shared.
 */
final class PublishChannel {

  /** Hears of the end of messages; called by the thread that reads from the broker. */
  interface Listener {
    void done(PublishChannel channel, List<Outgoing> messages, boolean accepted);

    void broken(PublishChannel channel, List<Outgoing> left, ShutdownSignalException cause);
  }

  private final Channel channel;
  private final ReentrantLock lock = new ReentrantLock();

  /** By their numbers, in the order of these; guarded by lock. */
  private final Map<Long, Outgoing> unconfirmed = new LinkedHashMap<>();

  /** What came back, until it is confirmed, too; guarded by lock. */
  private final List<Return> returns = new ArrayList<>();

  private volatile boolean shared;

  PublishChannel(Channel channel, Listener listener) throws IOException {
    this.channel = channel;
    channel.addReturnListener(this::returned);
    channel.addConfirmListener(
        (number, multiple) -> listener.done(this, take(number, multiple), true),
        (number, multiple) -> listener.done(this, take(number, multiple), false));
    channel.addShutdownListener(cause -> listener.broken(this, takeAll(), cause));
    channel.confirmSelect();
  }

  /** Whether it may carry many. */
  void share(boolean many) {
    shared = many;
  }

  boolean isShared() {
    return shared;
  }

  /** How many messages it carries. */
  int size() {
    lock.lock();
    try {
      return unconfirmed.size();
    } finally {
      lock.unlock();
    }
  }

  void send(Outgoing message) throws IOException {
    lock.lock();
    try {
      unconfirmed.put(channel.getNextPublishSeqNo(), message);
    } finally {
      lock.unlock();
    }
    channel.basicPublish(
        message.to.exchange(),
        message.to.key(),
        message.mandatory(),
        false,
        AmqpProperties.of(message),
        message.message.body());
  }

  private List<Outgoing> take(long number, boolean andBefore) {
    lock.lock();
    try {
      List<Outgoing> taken = remove(number, andBefore);
      if (!returns.isEmpty()) {
        taken.forEach(message -> message.returned = cameBack(message));
        if (unconfirmed.isEmpty()) {
          returns.clear();
        }
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private List<Outgoing> remove(long number, boolean andBefore) {
    if (!andBefore) {
      Outgoing message = unconfirmed.remove(number);
      return message == null ? List.of() : List.of(message);
    }
    List<Outgoing> taken = new ArrayList<>();
    Iterator<Map.Entry<Long, Outgoing>> oldest = unconfirmed.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Long, Outgoing> entry = oldest.next();
      if (entry.getKey() > number) {
        break;
      }
      taken.add(entry.getValue());
      oldest.remove();
    }
    return taken;
  }

  /** Everything that it carries, which it does no longer. */
  List<Outgoing> takeAll() {
    return take(Long.MAX_VALUE, true);
  }

  /** A message has ended in another way. */
  void forget(Outgoing message) {
    lock.lock();
    try {
      unconfirmed.values().remove(message);
    } finally {
      lock.unlock();
    }
  }

  private void returned(Return back) {
    lock.lock();
    try {
      returns.add(back);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The broker names no number when it returns a message, but confirms it right after. So of
   * messages that are alike in all that it shows, the one is meant that is confirmed next.
   */
  private boolean cameBack(Outgoing message) {
    for (Return back : returns) {
      if (!shared || isSame(message, back)) {
        return returns.remove(back);
      }
    }
    return false;
  }

  private static boolean isSame(Outgoing message, Return back) {
    AMQP.BasicProperties properties = back.getProperties();
    return message.to.key().equals(back.getRoutingKey())
        && message.to.exchange().equals(back.getExchange())
        && Objects.equals(message.correlationId, properties.getCorrelationId())
        && Objects.equals(message.replyTo, properties.getReplyTo())
        && Arrays.equals(message.message.body(), back.getBody());
  }

  /** Ends it without waiting for the broker. */
  void abandon() {
    try {
      channel.abort(AMQP.REPLY_SUCCESS, "given up");
    } catch (RuntimeException | IOException e) {
      return; // ended already
    }
  }
}
