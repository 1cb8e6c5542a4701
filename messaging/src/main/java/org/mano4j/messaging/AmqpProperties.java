package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.LongString;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Properties of messages, here and on the wire of AMQP. */
final class AmqpProperties {

  private static final int PERSISTENT = 2;

  private AmqpProperties() {}

  /** What goes over an exchange survives a restart of the broker if its queue does. */
  static AMQP.BasicProperties of(Outgoing outgoing) {
    Message message = outgoing.message;
    AMQP.BasicProperties.Builder properties =
        new AMQP.BasicProperties.Builder()
            .contentType(message.contentType())
            .correlationId(outgoing.correlationId)
            .replyTo(outgoing.replyTo);
    if (!outgoing.to.exchange().isEmpty()) {
      properties.deliveryMode(PERSISTENT);
    }
    if (Message.TEXT.equals(message.contentType())) {
      properties.contentEncoding("UTF-8");
    }
    if (!message.headers().isEmpty()) {
      properties.headers(message.headers());
    }
    return properties.build();
  }

  static Message message(AMQP.BasicProperties properties, byte[] body) {
    return new Message(
        body,
        properties.getContentType(),
        properties.getCorrelationId(),
        properties.getReplyTo(),
        headers(properties.getHeaders()));
  }

  /** Texts come as bytes with a length; entries without a value say nothing. */
  private static Map<String, Object> headers(@Nullable Map<String, Object> wire) {
    if (wire == null || wire.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> headers = new HashMap<>();
    wire.forEach(
        (name, value) -> {
          if (value != null) {
            headers.put(name, value instanceof LongString text ? text.toString() : value);
          }
        });
    return headers;
  }
}
