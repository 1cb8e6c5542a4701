package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends answers to where deliveries ask for them. */
final class AmqpAnswers {

  private static final Logger log = LoggerFactory.getLogger(AmqpBusConnector.class);
  private static final int PAUSE_SECONDS = 1;

  /** One may be chance: others were on their way, too. */
  private static final int MOST_LOST_LINKS = 2;

  private static final int MOST_SUSPECTS = 1000;

  private final String bus;
  private final AmqpThreads threads;
  private final ReentrantLock lock = new ReentrantLock();

  /** How many links have ended with an answer for that address on its way; guarded by lock. */
  private final Map<String, Integer> suspects = new LinkedHashMap<>();

  AmqpAnswers(String bus, AmqpThreads threads) {
    this.bus = bus;
    this.threads = threads;
  }

  /**
   * Sends an answer if there is one and it is asked for.
   *
   * @param then runs when the broker has it, or nobody waits for it; never if the link ends first
   */
  void send(AmqpLink link, Message request, Optional<Message> answer, Runnable then) {
    String to = request.replyTo();
    if (answer.isEmpty()) {
      then.run();
    } else if (to == null) {
      log.debug("bus '{}': nobody asked for the answer to a message; it is dropped", bus);
      then.run();
    } else if (answer.get().body().length > MessageBus.MAX_MESSAGE_SIZE) {
      log.error(
          "bus '{}': an answer for '{}' of {} bytes is too large and dropped",
          bus,
          to,
          answer.get().body().length);
      then.run();
    } else {
      send(link, Address.queue(to), request.correlationId(), answer.get(), then);
    }
  }

  private void send(
      AmqpLink link, Address to, @Nullable String correlationId, Message answer, Runnable then) {
    if (isPoison(to)) {
      log.warn(
          "bus '{}': an answer for '{}' is dropped, as the broker has ended connections on it",
          bus,
          to.key());
      then.run();
      return;
    }
    Outgoing outgoing =
        new Outgoing(
            to,
            answer,
            correlationId,
            answer.replyTo(),
            failure -> ended(link, to, correlationId, answer, then, failure));
    if (!link.send(outgoing)) {
      again(link, to, correlationId, answer, then, "too many messages wait to be sent");
    }
  }

  private void ended(
      AmqpLink link,
      Address to,
      @Nullable String correlationId,
      Message answer,
      Runnable then,
      @Nullable BusException failure) {
    if (failure == null) {
      then.run();
    } else if (failure instanceof BusException.Unroutable) {
      log.debug("bus '{}': whoever asked is gone; an answer for '{}' is dropped", bus, to.key());
      then.run();
    } else if (!link.isOpen()) {
      suspect(to, failure);
      log.debug("bus '{}': an answer could not be sent; its request comes again", bus);
    } else if (isPassing(failure)) {
      again(link, to, correlationId, answer, then, failure.getMessage());
    } else {
      log.error("bus '{}': an answer is lost: {}", bus, failure.getMessage());
      then.run();
    }
  }

  /**
   * RabbitMQ ends a connection that publishes to an address of its own making that it cannot read,
   * and then delivers the request again.
   */
  private void suspect(Address to, Throwable cause) {
    if (DirectReplyTo.isOne(to) && AmqpFailures.code(cause) == AMQP.INTERNAL_ERROR) {
      lock.lock();
      try {
        suspects.merge(to.key(), 1, Integer::sum);
        if (suspects.size() > MOST_SUSPECTS) {
          suspects.remove(suspects.keySet().iterator().next());
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private boolean isPoison(Address to) {
    if (!DirectReplyTo.isOne(to)) {
      return false;
    }
    lock.lock();
    try {
      return suspects.getOrDefault(to.key(), 0) >= MOST_LOST_LINKS;
    } finally {
      lock.unlock();
    }
  }

  /** A channel that ends on a link that lasts is no reason to lose an answer, either. */
  private static boolean isPassing(Throwable cause) {
    return cause instanceof BusException.Refused
        || cause instanceof BusException.NoReply
        || cause instanceof BusException.Closed;
  }

  /** Whoever waits for it may wait for ever, so it is tried for as long as the link lasts. */
  private void again(
      AmqpLink link,
      Address to,
      @Nullable String correlationId,
      Message answer,
      Runnable then,
      String why) {
    log.warn("bus '{}': an answer for '{}' has to wait: {}", bus, to.key(), why);
    threads.timer.schedule(
        () -> {
          if (link.isOpen()) {
            send(link, to, correlationId, answer, then);
          }
        },
        PAUSE_SECONDS,
        TimeUnit.SECONDS);
  }
}
