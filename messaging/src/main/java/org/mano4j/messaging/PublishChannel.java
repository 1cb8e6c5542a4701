package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A channel that carries one message at a time until that is confirmed. So the broker's answer
 * belongs to that message alone, be it confirmation, return, or the end of the channel.
 */
final class PublishChannel {

  /** Hears of the end of a message; called by the thread that reads from the broker. */
  interface Listener {
    void done(PublishChannel channel, boolean accepted);

    void broken(PublishChannel channel, ShutdownSignalException cause);
  }

  private final Channel channel;
  private volatile @Nullable Outgoing current;

  PublishChannel(Channel channel, Listener listener) throws IOException {
    this.channel = channel;
    channel.addReturnListener(
        returned -> {
          Outgoing message = current;
          if (message != null) {
            message.returned = true;
          }
        });
    channel.addConfirmListener(
        (tag, multiple) -> listener.done(this, true),
        (tag, multiple) -> listener.done(this, false));
    channel.addShutdownListener(cause -> listener.broken(this, cause));
    channel.confirmSelect();
  }

  /** The message on its way. */
  @Nullable Outgoing current() {
    return current;
  }

  void send(Outgoing message) throws IOException {
    current = message;
    channel.basicPublish(
        message.to.exchange(),
        message.to.key(),
        message.mandatory(),
        false,
        AmqpProperties.of(message),
        message.message.body());
  }

  void clear() {
    current = null;
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
