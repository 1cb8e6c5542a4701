package org.mano4j.messaging;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which messages may share a channel. A broker that objects to a message ends its channel, and with
 * it all knowledge of what else was on it; so only those share that it has no reason to object to:
 * small and plain ones, to where this connection has brought a message before. Not thread-safe.
 */
final class Sharing {

  /** Brokers can be told to take nothing larger than some size. */
  private static final int LARGEST = 64 * 1024;

  /** What AMQP calls a short string. */
  private static final int LONGEST = 255;

  private static final int MOST_ADDRESSES = 10_000;

  private static final Address DEFAULT_EXCHANGE = Address.queue("");

  private final Set<Address> proven = new HashSet<>();

  /** Whether it may share a channel with others. */
  boolean allows(Outgoing message) {
    return proven.contains(place(message))
        && message.message.body().length <= LARGEST
        && message.message.headers().isEmpty() // some mean something to the broker
        && fits(message.to.key())
        && fits(message.correlationId)
        && fits(message.message.contentType())
        && fits(message.replyTo)
        && !isOfBroker(message.replyTo);
  }

  /** The broker had nothing against a message to there. */
  void prove(Outgoing message) {
    if (proven.size() >= MOST_ADDRESSES) {
      proven.clear();
    }
    proven.add(place(message));
  }

  /** Things may have changed. */
  void clear() {
    proven.clear();
  }

  /**
   * Permissions are for an exchange and may be for its keys, but for those of the default one. An
   * address that a broker has made up is a place of its own: there are some that break things.
   */
  private static Address place(Outgoing message) {
    return message.to.exchange().isEmpty() && !DirectReplyTo.isOne(message.to)
        ? DEFAULT_EXCHANGE
        : message.to;
  }

  private static boolean fits(@Nullable String text) {
    return text == null
        || text.length() <= LONGEST / 3
        || text.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
  }

  /** Such as an address for answers that only means something to who asked for it before. */
  private static boolean isOfBroker(@Nullable String replyTo) {
    return replyTo != null && replyTo.startsWith("amq.rabbitmq.");
  }
}
