package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription on one channel, for as long as that lasts. Its channel is used by tasks of the
 * link's writer alone once it consumes.
 */
final class AmqpConsumer extends DefaultConsumer {

  private static final Logger log = LoggerFactory.getLogger(AmqpBusConnector.class);

  /** How long the broker may take to end a channel. */
  private static final int CLOSE_SECONDS = 2;

  /** When to ask an executor again. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final AmqpLink link;
  private final AmqpAnswers answers;
  private final QueueSpec spec;
  private final String tag = "mano4j-" + UUID.randomUUID();
  private final PrefetchWindow window;
  private final DeliveryHandler handler;
  private final BusMetrics metrics;
  private final Serial inbox;
  private final Runnable whenLost;
  private final CompletableFuture<@Nullable Void> cancelled = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
  private final HeldDeliveries held;
  private final Queue<AmqpDelivery> finished = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile boolean consuming;

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
      channel.addShutdownListener(consumer::shutdown);
      AmqpQueues.declare(channel, spec);
      consumer.window.open();
      channel.basicConsume(spec.name(), false, consumer.tag, false, false, Map.of(), consumer);
      consumer.begun();
      return consumer;
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        link.abandon(channel);
      }
      throw AmqpFailures.refused("cannot consume from queue '" + spec.name() + "'", e);
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
    this.window = new PrefetchWindow(channel, link, prefetch);
    this.handler = handler;
    this.metrics = metrics;
    this.held = new HeldDeliveries(metrics);
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
    if (held.add(delivery)) {
      hand(delivery);
    }
  }

  /** An executor that takes no task may take one later; the delivery waits. */
  private void hand(AmqpDelivery delivery) {
    try {
      inbox.execute(() -> handle(delivery));
    } catch (RuntimeException | Error e) {
      log.error(
          "queue '{}': a delivery waits, as the executor of the bus takes no task ({})",
          spec.name(),
          e.toString());
      link.later(
          AGAIN,
          () -> {
            if (delivery.isOpen()) {
              hand(delivery);
            }
          });
    }
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
    finished.add(delivery);
    if (asked.compareAndSet(false, true)) {
      try {
        link.acknowledge(this::acknowledgeHere, this::acknowledgeFinished);
      } catch (RuntimeException | Error e) {
        asked.set(false); // there is no thread now; the next one that is finished asks again
        throw e;
      }
    }
  }

  /** A task of the writer that does not wait: false if the broker has to hear of another window. */
  private boolean acknowledgeHere() {
    asked.set(false);
    List<AmqpDelivery> all = allFinished();
    if (window.isTold()) {
      acknowledge(all);
      return true;
    }
    asked.set(true);
    finished.addAll(all);
    return false;
  }

  private void acknowledgeFinished() {
    asked.set(false);
    List<AmqpDelivery> all = allFinished();
    window.adjust(); // before: a place of theirs is not to be given to two others
    acknowledge(all);
  }

  private List<AmqpDelivery> allFinished() {
    List<AmqpDelivery> all = new ArrayList<>();
    for (AmqpDelivery next = finished.poll(); next != null; next = finished.poll()) {
      all.add(next);
    }
    return all;
  }

  /** In as few words as it takes. */
  private void acknowledge(List<AmqpDelivery> all) {
    long last = all.size() > 1 ? held.lastOfOldest(all) : 0;
    boolean together = last > 0 && write(() -> getChannel().basicAck(last, true));
    for (AmqpDelivery delivery : all) {
      boolean told =
          delivery.tag() <= last
              ? together
              : write(() -> getChannel().basicAck(delivery.tag(), false));
      if (held.release(delivery, told)) {
        metrics.acknowledged();
      }
    }
  }

  private void reject(AmqpDelivery delivery) {
    delivery.endParkings();
    link.writer()
        .execute(
            () -> {
              if (release(delivery, () -> drop(delivery))) {
                metrics.rejected();
              }
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
  private boolean write(Write write) {
    try {
      write.run();
      return true;
    } catch (IOException | RuntimeException e) {
      log.debug("queue '{}': the channel is gone: {}", spec.name(), AmqpFailures.text(e));
      return false;
    }
  }

  @FunctionalInterface
  private interface Write {
    void run() throws IOException;
  }

  /** Lets go of a finished delivery; false if it goes back to the queue nevertheless. */
  private boolean release(AmqpDelivery delivery, Write word) {
    return held.release(delivery, write(word));
  }

  /** Takes more deliveries at a time from now on, or fewer. */
  void prefetch(int prefetch) {
    window.prefetch(prefetch);
  }

  /** More deliveries are parked, or fewer. */
  void widen(int by) {
    window.parked(by);
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
    link.abandon(getChannel());
  }

  /** The channel tells it, since a consumer that was cancelled hears nothing any more. */
  private void shutdown(ShutdownSignalException signal) {
    cancelled.complete(null);
    if (!signal.isInitiatedByApplication() && !signal.isHardError() && consuming) {
      log.warn(
          "queue '{}': the broker has closed the channel: {}",
          spec.name(),
          AmqpFailures.text(signal));
    }
    lost();
    if (!signal.isHardError()) {
      link.writer().execute(window::end);
    }
  }

  private void lost() {
    boolean asked = held.giveBackAll();
    if (!asked && consuming) {
      whenLost.run();
    }
  }

  /** Until then whoever opens it is told why that fails, and nobody else. */
  private void begun() {
    consuming = true;
    if (held.hasEnded()) {
      whenLost.run();
    }
  }

  /**
   * Has everything back in the queue that is not acknowledged, also what waits for its answer to be
   * confirmed.
   */
  void giveBack() {
    held.giveBackAll();
  }

  /** Asks for no new deliveries, and counts from here on. */
  void cancel() {
    held.count();
    link.writer().execute(() -> write(() -> getChannel().basicCancel(tag)));
  }

  /** Waits until no new ones come. */
  void awaitCancelled(long nanos) throws InterruptedException {
    try {
      cancelled.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.warn("queue '{}': the broker does not confirm the end of the consumer", spec.name());
    }
  }

  /** Whether it consumes over that link. */
  boolean isOn(AmqpLink other) {
    return link == other && !held.hasEnded();
  }

  /** Waits until nothing is held. */
  void awaitDone(long nanos) throws InterruptedException {
    held.awaitNone(nanos);
  }

  /**
   * Ends it: what is unfinished goes back to the queue, what is finished is still acknowledged if
   * that takes no longer than given.
   *
   * @return what became of the deliveries since {@link #cancel()}
   */
  DrainReport end(long nanos) {
    giveBackUnfinished();
    try {
      awaitDone(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeChannel();
    return closed(TimeUnit.SECONDS.toNanos(CLOSE_SECONDS));
  }

  /** Gives back what no handler has finished; the rest waits for its answer to be confirmed. */
  void giveBackUnfinished() {
    held.giveBackUnfinished();
  }

  /** What became of the deliveries since {@link #cancel()}, when the channel has closed. */
  DrainReport closed(long nanos) {
    try {
      closed.get(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      log.debug("queue '{}': the broker does not confirm the end of a channel", spec.name());
    }
    held.giveBackAll();
    return held.report();
  }

  /** Gives back everything that is not acknowledged by then; does not wait. */
  void closeChannel() {
    link.writer()
        .execute(
            () -> {
              // here nothing is about to be acknowledged
              giveBack();
              write(this::closeQuietly);
              closed.complete(null);
            });
  }

  private void closeQuietly() throws IOException {
    try {
      getChannel().close();
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }
}
