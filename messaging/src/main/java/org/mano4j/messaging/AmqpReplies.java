package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue to which answers come over one link, made when the first one is asked for. Not
 * thread-safe: for tasks of the link's writer.
 */
final class AmqpReplies {

  private static final Logger log = LoggerFactory.getLogger(AmqpBusConnector.class);

  /** Hears of answers, and of their end. */
  interface Receiver {
    void answer(Message answer);

    /** The queue is gone, and all answers with it. */
    void lost();
  }

  private final AmqpLink link;
  private final Executor events;
  private final Receiver receiver;
  private final Set<String> bound = new HashSet<>();
  private @Nullable Channel channel;
  private @Nullable String queue;

  AmqpReplies(AmqpLink link, Executor events, Receiver receiver) {
    this.link = link;
    this.events = events;
    this.receiver = receiver;
  }

  /**
   * The queue for answers to a request over an exchange. Some drivers answer over the exchange, so
   * it is bound there under its own name if the broker allows that.
   */
  String queueFor(String exchange) throws IOException {
    String name = queue;
    if (name == null) {
      name = open();
    }
    if (!exchange.isEmpty() && bound.add(exchange)) {
      bind(name, exchange);
    }
    return name;
  }

  /** The same if nothing has to be asked of the broker for it; otherwise null. */
  @Nullable String knownFor(String exchange) {
    return exchange.isEmpty() || bound.contains(exchange) ? queue : null;
  }

  private String open() throws IOException {
    Channel opened = link.channel();
    try {
      String name = opened.queueDeclare("", false, true, true, Map.of()).getQueue();
      opened.basicConsume(name, true, new Answers(opened));
      channel = opened;
      queue = name;
      bound.clear();
      return name;
    } catch (IOException | RuntimeException e) {
      link.abandon(opened);
      throw e;
    }
  }

  /** On a channel of its own, which a refusal ends. */
  private void bind(String name, String exchange) throws IOException {
    Channel binding = link.channel();
    try {
      binding.queueBind(name, exchange, name);
      binding.close();
    } catch (IOException | TimeoutException | RuntimeException e) {
      link.abandon(binding);
      if (AmqpFailures.code(e) == AMQP.NOT_FOUND) {
        bound.remove(exchange); // it may come
      }
      log.debug("answers over exchange '{}' cannot be had: {}", exchange, AmqpFailures.text(e));
    }
  }

  private final class Answers extends DefaultConsumer {

    Answers(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
      Message answer = AmqpProperties.message(properties, body);
      events.execute(() -> receiver.answer(answer));
    }

    @Override
    public void handleCancel(String tag) {
      link.abandon(getChannel());
      gone();
    }

    @Override
    public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
      if (!signal.isHardError() && !signal.isInitiatedByApplication()) {
        gone();
      }
    }

    private void gone() {
      link.writer()
          .execute(
              () -> {
                if (channel == getChannel()) {
                  queue = null;
                }
                events.execute(receiver::lost);
              });
    }
  }
}
