package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Looks after queues and exchanges, on channels that a refusal may end. */
final class AmqpQueues {

  private AmqpQueues() {}

  /** Something asked of the broker. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Channel channel) throws IOException;
  }

  static void declare(Channel channel, QueueSpec spec) throws IOException {
    channel.queueDeclare(
        spec.name(), spec.durable(), spec.exclusive(), spec.autoDelete(), spec.arguments());
    for (Address binding : spec.bindings()) {
      channel.queueBind(spec.name(), binding.exchange(), binding.key());
    }
  }

  static void declareExchange(AmqpLink link, String name, boolean durable) {
    ask(
        link,
        "cannot declare exchange '" + name + "'",
        channel -> channel.exchangeDeclare(name, "topic", durable));
  }

  static Optional<QueueStatus> inspect(AmqpLink link, String queue) {
    String what = "cannot look at queue '" + queue + "'";
    try {
      AMQP.Queue.DeclareOk found = ask(link, what, channel -> channel.queueDeclarePassive(queue));
      return Optional.of(new QueueStatus(queue, found.getMessageCount(), found.getConsumerCount()));
    } catch (BusException e) {
      if (e.getCause() != null && AmqpFailures.code(e.getCause()) == AMQP.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static boolean deleteIfUnused(AmqpLink link, String queue) {
    if (inspect(link, queue).isEmpty()) {
      return false;
    }
    try {
      ask(
          link,
          "cannot delete queue '" + queue + "'",
          channel -> channel.queueDelete(queue, true, true));
      return true;
    } catch (BusException.Mismatch inUse) {
      return false;
    }
  }

  private static <T> T ask(AmqpLink link, String what, Question<T> question) {
    Channel channel = null;
    try {
      channel = link.channel();
      T answer = question.ask(channel);
      channel.close();
      return answer;
    } catch (IOException | TimeoutException | RuntimeException e) {
      if (channel != null) {
        link.abandon(channel);
      }
      throw AmqpFailures.refused(what, e);
    }
  }
}
