package org.mano4j.messaging;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Addresses that RabbitMQ makes up for requesters without a queue: the prefix, the id of an Erlang
 * process in the external term format and base64, a dot, and a key.
 *
 * <p>RabbitMQ ends the whole <em>connection</em> that publishes to one with a process id that it
 * cannot read (3.10: 541, INTERNAL_ERROR). As requests are delivered again then, a single one with
 * such a reply-to would keep its consumer from working for ever; so these are not sent.
 */
final class DirectReplyTo {

  private static final String PREFIX = "amq.rabbitmq.reply-to.";
  private static final int TERM_FORMAT = 131;
  private static final int PID = 103;
  private static final int NEW_PID = 88;
  private static final int ATOM = 100;
  private static final int ATOM_UTF8 = 118;
  private static final int SMALL_ATOM = 115;
  private static final int SMALL_ATOM_UTF8 = 119;

  private DirectReplyTo() {}

  static boolean isOne(Address address) {
    return address.exchange().isEmpty() && address.key().startsWith(PREFIX);
  }

  /** Whether it may end the connection. With another number of parts, brokers just ignore it. */
  static boolean isHarmful(Address address) {
    if (!isOne(address)) {
      return false;
    }
    List<String> parts =
        Arrays.stream(address.key().substring(PREFIX.length()).split("\\."))
            .filter(part -> !part.isEmpty())
            .toList();
    return parts.size() == 2 && !isProcess(parts.get(0));
  }

  private static boolean isProcess(String encoded) {
    try {
      ByteBuffer term = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
      if (unsignedByte(term) != TERM_FORMAT) {
        return false;
      }
      int creation;
      switch (unsignedByte(term)) {
        case PID -> creation = 1;
        case NEW_PID -> creation = Integer.BYTES;
        default -> {
          return false;
        }
      }
      int node;
      switch (unsignedByte(term)) {
        case ATOM, ATOM_UTF8 -> node = Short.toUnsignedInt(term.getShort());
        case SMALL_ATOM, SMALL_ATOM_UTF8 -> node = unsignedByte(term);
        default -> {
          return false;
        }
      }
      return term.remaining() == node + 2 * Integer.BYTES + creation;
    } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
      return false;
    }
  }

  private static int unsignedByte(ByteBuffer from) {
    return Byte.toUnsignedInt(from.get());
  }
}
