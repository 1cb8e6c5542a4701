package org.mano4j.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to the in-memory broker. */
final class MemoryBus implements MessageBus {

  private static final Logger log = LoggerFactory.getLogger(MemoryBus.class);
  private static final int REPLY_PREFETCH = 4096;
  private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);
  private static final CompletableFuture<Optional<Message>> NOTHING =
      CompletableFuture.completedFuture(Optional.empty());

  private final MemoryBroker broker;
  private final String name;
  private final String replyQueue;
  private final Consumer<MemoryBus> whenClosed;
  private final PendingRequests requests;
  private final BusLife life;
  private final Set<MemoryConsumer> subscriptions = ConcurrentHashMap.newKeySet();
  private final ReentrantLock replyLock = new ReentrantLock();
  private final Set<String> repliesVia = ConcurrentHashMap.newKeySet();
  private volatile boolean hasReplyQueue;

  MemoryBus(MemoryBroker broker, String name, Consumer<MemoryBus> whenClosed) {
    long number = broker.nextNumber();
    this.broker = broker;
    this.name = name;
    this.replyQueue = "amq.gen-" + number;
    this.life = new BusLife(name, BusState.OPEN, broker.metrics());
    this.requests = new PendingRequests(number + "-", broker::executeApart);
    this.whenClosed = whenClosed;
  }

  @Override
  public CompletionStage<Void> publish(Address to, Message message) {
    BusException failure = send(to, message, message.correlationId(), message.replyTo());
    return failure == null ? DONE : CompletableFuture.failedStage(failure);
  }

  @Override
  public CompletionStage<Message> request(Address to, Message message, Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be more than zero, not " + timeout);
    }
    if (!hasReplyQueue) {
      openReplyQueue();
    }
    if (!to.exchange().isEmpty() && repliesVia.add(to.exchange())) {
      // some drivers answer over the exchange
      if (!broker.bind(replyQueue, to.exchange(), replyQueue)) {
        repliesVia.remove(to.exchange());
      }
    }
    if (requests.size() >= broker.queueLimit()) {
      return CompletableFuture.failedStage(
          new BusException.Refused(
              "bus '"
                  + name
                  + "' waits for "
                  + broker.queueLimit()
                  + " answers already; send fewer requests at a time"));
    }
    String id = requests.nextId();
    CompletableFuture<Message> answer = requests.add(id, to, timeout);
    PendingRequests.countTimeout(answer, broker.metrics());
    BusException failure = send(to, message, id, replyQueue);
    if (failure != null) {
      requests.fail(id, failure);
    }
    return answer;
  }

  private @Nullable BusException send(
      Address to, Message message, @Nullable String correlationId, @Nullable String replyTo) {
    return counted(
        state() == BusState.CLOSED ? life.closed() : route(to, message, correlationId, replyTo));
  }

  private @Nullable BusException counted(@Nullable BusException failure) {
    if (failure == null) {
      broker.metrics().published();
    } else {
      broker.metrics().publishFailed(failure);
    }
    return failure;
  }

  private @Nullable BusException route(
      Address to, Message message, @Nullable String correlationId, @Nullable String replyTo) {
    if (message.body().length > MAX_MESSAGE_SIZE) {
      return new BusException.MessageTooLarge(message.body().length);
    }
    return switch (broker.route(to, message, correlationId, replyTo)) {
      case ROUTED -> null;
      case UNROUTABLE -> new BusException.Unroutable(to);
      case NO_EXCHANGE ->
          new BusException.Unroutable(
              "cannot publish to key '"
                  + to.key()
                  + "': "
                  + MemoryBroker.noExchange(to.exchange()));
      case FULL ->
          new BusException.Refused(
              "a queue for key '"
                  + to.key()
                  + "' on exchange '"
                  + to.exchange()
                  + "' is full ("
                  + broker.queueLimit()
                  + " messages); start more consumers, or send more slowly");
    };
  }

  /**
   * Sends the answer to a message that was delivered over this bus, if it asks for one. Also while
   * the bus closes: the message is settled and does not go back to its queue any more.
   */
  void answer(Message request, Message reply) {
    String to = request.replyTo();
    if (to == null) {
      log.debug("bus '{}': nobody asked for the answer to a message; it is dropped", name);
      return;
    }
    BusException failure =
        counted(route(Address.queue(to), reply, request.correlationId(), reply.replyTo()));
    if (failure instanceof BusException.Unroutable) {
      log.debug("bus '{}': whoever asked is gone; the answer for '{}' is dropped", name, to);
    } else if (failure != null) {
      log.warn("bus '{}': cannot answer '{}': {}", name, to, failure.getMessage());
    }
  }

  @Override
  public Subscription consume(QueueSpec spec, int prefetch, DeliveryHandler handler) {
    Objects.requireNonNull(handler, "handler");
    PrefetchWindow.atLeastOne(prefetch);
    if (spec.name().startsWith("amq.")) {
      throw new BusException(
          "cannot declare queue '"
              + spec.name()
              + "': names that begin with 'amq.' belong to the broker; choose another");
    }
    if (state() != BusState.OPEN) {
      throw life.closed();
    }
    MemoryConsumer consumer =
        subscribe(spec, prefetch, handler, broker.metrics(), subscriptions::remove);
    subscriptions.add(consumer);
    if (state() != BusState.OPEN) {
      consumer.close();
      throw life.closed();
    }
    return consumer;
  }

  private MemoryConsumer subscribe(
      QueueSpec spec,
      int prefetch,
      DeliveryHandler handler,
      BusMetrics metrics,
      Consumer<MemoryConsumer> whenClosed) {
    while (true) {
      MemoryQueue queue = broker.declare(spec, this);
      MemoryConsumer consumer =
          new MemoryConsumer(broker, this, queue, prefetch, handler, metrics, whenClosed);
      if (queue.attach(consumer)) {
        return consumer;
      }
    }
  }

  private void openReplyQueue() {
    replyLock.lock();
    try {
      if (!hasReplyQueue && state() != BusState.CLOSED) {
        subscribe(
            new QueueSpec(replyQueue, false, true, true, Map.of(), List.of()),
            REPLY_PREFETCH,
            this::takeAnswer,
            BusMetrics.NONE,
            consumer -> {});
        hasReplyQueue = true;
      }
    } finally {
      replyLock.unlock();
    }
  }

  private CompletionStage<Optional<Message>> takeAnswer(Delivery delivery) {
    Message answer = delivery.message();
    if (!requests.complete(answer.correlationId(), answer)) {
      log.debug("bus '{}': an answer came too late, or to no request; it is dropped", name);
    }
    return NOTHING;
  }

  @Override
  public void declareExchange(String name, boolean durable) {
    checkOpen();
    broker.declareExchange(name);
  }

  @Override
  public Optional<QueueStatus> inspect(String queue) {
    checkOpen();
    return broker.queue(queue).map(MemoryQueue::status);
  }

  @Override
  public boolean deleteIfUnused(String queue) {
    checkOpen();
    Optional<MemoryQueue> found = broker.queue(queue);
    found.ifPresent(present -> present.declaration().checkUser(this));
    return found.map(MemoryQueue::deleteIfUnused).orElse(false);
  }

  @Override
  public BusState state() {
    return life.state();
  }

  @Override
  public void onStateChange(Consumer<BusState> listener) {
    life.listener(listener);
  }

  @Override
  public DrainReport drain(Duration timeout) {
    long end = System.nanoTime() + Nanos.of(timeout);
    life.enter(BusState.CLOSING);
    Map<MemoryConsumer, Integer> held = new HashMap<>();
    subscriptions.forEach(each -> held.put(each, each.cancel()));
    DrainReport report = new DrainReport(0, 0);
    for (Map.Entry<MemoryConsumer, Integer> each : held.entrySet()) {
      long left = Math.max(0, end - System.nanoTime());
      report = report.plus(each.getKey().finish(each.getValue(), left));
    }
    return report;
  }

  @Override
  public void close() {
    life.enter(BusState.CLOSING);
    if (!life.enter(BusState.CLOSED)) {
      return;
    }
    subscriptions.forEach(MemoryConsumer::close);
    replyLock.lock();
    try {
      // no reply queue is opened from here on
      broker.deleteExclusive(this);
    } finally {
      replyLock.unlock();
    }
    requests.close(life.closed());
    whenClosed.accept(this);
  }

  private void checkOpen() {
    if (state() == BusState.CLOSED) {
      throw life.closed();
    }
  }
}
