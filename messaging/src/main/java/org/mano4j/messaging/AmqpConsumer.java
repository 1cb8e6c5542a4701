package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription on one channel, for as long as that lasts. Its channel is used by tasks of the
 * link's writer alone once it consumes.
 */
final class AmqpConsumer extends DefaultConsumer {

  private static final Logger log = LoggerFactory.getLogger(AmqpBusConnector.class);

  private final AmqpLink link;
  private final AmqpAnswers answers;
  private final QueueSpec spec;
  private final int prefetch;
  private final DeliveryHandler handler;
  private final BusMetrics metrics;
  private final Serial inbox;
  private final Runnable whenLost;
  private final CompletableFuture<@Nullable Void> cancelled = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fewer = lock.newCondition();
  // guarded by lock
  private final Set<AmqpDelivery> held = new LinkedHashSet<>();
  private int parked;
  private boolean ended;
  private int givenBack;

  /**
   * Consumes.
   *
   * @param inbox runs the handler
   * @param whenLost called when the channel ends, or the queue vanishes, unasked
   * @throws BusException if the broker does not allow it
   */
  static AmqpConsumer open(
      AmqpLink link,
      AmqpAnswers answers,
      QueueSpec spec,
      int prefetch,
      DeliveryHandler handler,
      BusMetrics metrics,
      Serial inbox,
      Runnable whenLost) {
    Channel channel = null;
    try {
      channel = link.channel();
      AmqpConsumer consumer =
          new AmqpConsumer(
              channel, link, answers, spec, prefetch, handler, metrics, inbox, whenLost);
      AmqpQueues.declare(channel, spec);
      channel.basicQos(prefetch, true);
      channel.basicConsume(spec.name(), false, consumer);
      return consumer;
    } catch (IOException | RuntimeException e) {
      abandon(channel);
      throw AmqpFailures.refused("cannot consume from queue '" + spec.name() + "'", e);
    }
  }

  private static void abandon(@Nullable Channel channel) {
    if (channel != null && channel.isOpen()) {
      try {
        channel.abort();
      } catch (IOException e) {
        log.debug("a channel did not end in an orderly way", e);
      }
    }
  }

  private AmqpConsumer(
      Channel channel,
      AmqpLink link,
      AmqpAnswers answers,
      QueueSpec spec,
      int prefetch,
      DeliveryHandler handler,
      BusMetrics metrics,
      Serial inbox,
      Runnable whenLost) {
    super(channel);
    this.link = link;
    this.answers = answers;
    this.spec = spec;
    this.prefetch = prefetch;
    this.handler = handler;
    this.metrics = metrics;
    this.inbox = inbox;
    this.whenLost = whenLost;
  }

  @Override
  public void handleDelivery(
      String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
    AmqpDelivery delivery =
        new AmqpDelivery(
            this,
            envelope.getDeliveryTag(),
            AmqpProperties.message(properties, body),
            new Address(envelope.getExchange(), envelope.getRoutingKey()),
            envelope.isRedeliver());
    lock.lock();
    try {
      if (ended) {
        return; // the broker has it back
      }
      held.add(delivery);
    } finally {
      lock.unlock();
    }
    inbox.execute(() -> handle(delivery));
  }

  private void handle(AmqpDelivery delivery) {
    if (!delivery.isOpen()) {
      return;
    }
    int size = delivery.message().body().length;
    if (size > MessageBus.MAX_MESSAGE_SIZE) {
      refuse(delivery, size);
      return;
    }
    metrics.delivered(delivery.redelivered());
    CompletionStage<Optional<Message>> stage;
    try {
      stage = handler.handle(delivery);
      stage.whenComplete((reply, failure) -> settle(delivery, reply, failure));
    } catch (Throwable e) {
      settle(delivery, null, e);
    }
  }

  private void refuse(AmqpDelivery delivery, int size) {
    Optional<Message> answer;
    try {
      answer = handler.tooLarge(size);
    } catch (RuntimeException | Error e) {
      answer = Optional.empty();
    }
    if (delivery.settle()) {
      logRejected(delivery, "limit is " + MessageBus.MAX_MESSAGE_SIZE + " bytes");
      answers.send(link, delivery.message(), answer, () -> reject(delivery));
    }
  }

  /** Sends the answer and acknowledges, unless the delivery has gone back to the queue. */
  private void settle(
      AmqpDelivery delivery, @Nullable Optional<Message> reply, @Nullable Throwable failure) {
    if (!delivery.settle()) {
      log.info(
          "queue '{}': a handler ended after its delivery went back to the queue; its result is"
              + " dropped",
          spec.name());
    } else if (failure != null) {
      logRejected(delivery, "handler failed with " + Failures.describe(failure));
      reject(delivery);
    } else if (reply == null) {
      logRejected(delivery, "handler returned null instead of an answer or Optional.empty()");
      reject(delivery);
    } else {
      answers.send(link, delivery.message(), reply, () -> acknowledge(delivery));
    }
  }

  private void logRejected(AmqpDelivery delivery, String why) {
    log.warn(
        "queue '{}': rejected a message ({}): its {}",
        spec.name(),
        delivery.message().fingerprint(),
        why);
  }

  private void acknowledge(AmqpDelivery delivery) {
    delivery.endParkings();
    link.writer()
        .execute(
            () -> {
              write(() -> getChannel().basicAck(delivery.tag(), false));
              release(delivery);
              metrics.acknowledged();
            });
  }

  private void reject(AmqpDelivery delivery) {
    delivery.endParkings();
    link.writer()
        .execute(
            () -> {
              write(() -> drop(delivery));
              release(delivery);
              metrics.rejected();
            });
  }

  /** On RabbitMQ a policy may have it kept in a queue for dead letters. */
  private void drop(AmqpDelivery delivery) throws IOException {
    if (link.traits().dropsRejected()) {
      getChannel().basicReject(delivery.tag(), false);
    } else {
      getChannel().basicAck(delivery.tag(), false);
    }
  }

  /** Writes, or leaves it: when the channel is gone, the broker has everything back. */
  private void write(Write write) {
    try {
      write.run();
    } catch (IOException | RuntimeException e) {
      log.debug("queue '{}': the channel is gone: {}", spec.name(), AmqpFailures.text(e));
    }
  }

  @FunctionalInterface
  private interface Write {
    void run() throws IOException;
  }

  private void release(AmqpDelivery delivery) {
    lock.lock();
    try {
      held.remove(delivery);
      fewer.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The window of the channel grows by what is parked. */
  void widen(int by) {
    lock.lock();
    try {
      parked += by;
    } finally {
      lock.unlock();
    }
    link.writer().execute(() -> write(this::adjustWindow));
  }

  private void adjustWindow() throws IOException {
    int window;
    lock.lock();
    try {
      window = prefetch + parked;
    } finally {
      lock.unlock();
    }
    getChannel()
        .asyncCompletableRpc(
            new AMQP.Basic.Qos.Builder().prefetchCount(window).global(true).build());
  }

  @Override
  public void handleCancelOk(String consumerTag) {
    // comes after everything that was delivered
    cancelled.complete(null);
  }

  @Override
  public void handleCancel(String consumerTag) {
    log.warn("queue '{}' is gone, or its broker; consuming again when it can be had", spec.name());
    cancelled.complete(null);
    lost();
    threadlessClose();
  }

  @Override
  public void handleShutdownSignal(String consumerTag, ShutdownSignalException signal) {
    cancelled.complete(null);
    if (!signal.isInitiatedByApplication() && !signal.isHardError()) {
      log.warn(
          "queue '{}': the broker has closed the channel: {}",
          spec.name(),
          AmqpFailures.text(signal));
    }
    lost();
  }

  /** Everything unfinished is back in the queue. */
  private void lost() {
    boolean unasked = !giveBack();
    if (unasked) {
      whenLost.run();
    }
  }

  /** Gives back what is unfinished; true if the consumer had ended before. */
  boolean giveBack() {
    List<AmqpDelivery> all;
    boolean before;
    lock.lock();
    try {
      before = ended;
      ended = true;
      all = new ArrayList<>(held);
      held.clear();
      for (AmqpDelivery delivery : all) {
        if (delivery.giveBack()) {
          givenBack++;
          metrics.requeued();
        }
      }
      fewer.signalAll();
    } finally {
      lock.unlock();
    }
    return before;
  }

  /** Takes no new deliveries; returns how many it holds. */
  int cancel(long nanos) throws InterruptedException {
    link.writer().execute(() -> write(() -> getChannel().basicCancel(getConsumerTag())));
    try {
      cancelled.get(Math.max(nanos, TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
      log.warn("queue '{}': the broker does not confirm the end of the consumer", spec.name());
    }
    lock.lock();
    try {
      return held.size() + givenBack;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is held. */
  void awaitDone(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (!held.isEmpty() && left > 0) {
        left = fewer.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends it: what is unfinished goes back to the queue, what is finished is still acknowledged if
   * that takes no longer than given.
   *
   * @return how many went back
   */
  int end(long nanos) {
    lock.lock();
    try {
      List<AmqpDelivery> unfinished = held.stream().filter(AmqpDelivery::giveBack).toList();
      unfinished.forEach(delivery -> metrics.requeued());
      givenBack += unfinished.size();
      held.removeAll(unfinished);
    } finally {
      lock.unlock();
    }
    try {
      awaitDone(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    giveBack();
    closeChannel();
    lock.lock();
    try {
      return givenBack;
    } finally {
      lock.unlock();
    }
  }

  private void closeChannel() {
    CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
    link.writer()
        .execute(
            () -> {
              write(this::closeQuietly);
              closed.complete(null);
            });
    try {
      closed.get(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
      log.debug("queue '{}': the broker does not confirm the end of a channel", spec.name());
    }
  }

  private void closeQuietly() throws IOException {
    try {
      getChannel().close();
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  private void threadlessClose() {
    link.writer().execute(() -> write(this::closeQuietly));
  }
}
