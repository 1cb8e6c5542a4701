package org.mano4j.messaging;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A connection to an AMQP broker, over as many links as it takes. */
final class AmqpBus implements MessageBus, AmqpReplies.Receiver {

  private static final Logger log = LoggerFactory.getLogger(AmqpBusConnector.class);

  /** Requests that wait for their answers. */
  private static final int MOST_REQUESTS = 100_000;

  private final AmqpOptions options;
  private final String name;
  private final AmqpThreads threads;
  private final AmqpConnecting connecting;
  private final AmqpAnswers answers;
  private final BusLife life;
  private final Serial events;
  private final PendingRequests requests;
  private final Set<AmqpSubscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final ReentrantLock linkLock = new ReentrantLock();
  private volatile @Nullable AmqpLink link;

  AmqpBus(AmqpOptions options, String name, AmqpThreads threads, AmqpConnecting connecting) {
    this.options = options;
    this.name = name;
    this.threads = threads;
    this.connecting = connecting;
    this.answers = new AmqpAnswers(name, threads);
    this.life = new BusLife(name, BusState.OPENING, options.metrics());
    this.events = new Serial(threads.own);
    this.requests = new PendingRequests(UUID.randomUUID() + "-", threads.own);
  }

  String name() {
    return name;
  }

  /** Connects for the first time. */
  void connect() {
    settled(use(connecting.first(name)));
  }

  private AmqpLink use(Connected connected) {
    AmqpLink next = new AmqpLink(connected, options, threads, this);
    link = next;
    Connection connection = connected.connection();
    connection.addBlockedListener(reason -> blocked(next, reason), () -> unblocked(next));
    connection.addShutdownListener(cause -> lost(next, cause));
    return next;
  }

  /** A link is ready, or blocked, unless it was lost meanwhile and is being replaced already. */
  private void settled(AmqpLink ready) {
    linkLock.lock();
    try {
      if (link == ready && ready.isOpen()) {
        life.enter(ready.isBlocked() ? BusState.BLOCKED : BusState.OPEN);
      }
    } finally {
      linkLock.unlock();
    }
  }

  private void lost(AmqpLink former, ShutdownSignalException cause) {
    BusException reason =
        new BusException.Closed(
            "bus '"
                + name
                + "' has lost its connection to "
                + options.address()
                + ": "
                + AmqpFailures.text(cause)
                + "; what was asked for may have been done");
    safely(() -> former.end(reason));
    if (state() == BusState.CLOSED || cause.isInitiatedByApplication()) {
      return;
    }
    linkLock.lock();
    try {
      life.enter(BusState.RECOVERING);
    } finally {
      linkLock.unlock();
    }
    // before there is another link: its requests are none of these
    safely(() -> requests.failAll(reason, events));
    log.atLevel(loudness()).log("{}; connecting again", reason.getMessage());
    try {
      threads.own.execute(this::recover);
    } catch (RuntimeException | Error e) {
      // no thread to be had; the one of the former connection has nothing else to do
      log.error("bus '{}' connects again on the thread at hand: {}", name, e.toString());
      recover();
    }
  }

  /** Nobody needs to hear of the end of a connection that is about to be closed. */
  private Level loudness() {
    return state() == BusState.CLOSING ? Level.DEBUG : Level.WARN;
  }

  /** What cannot be told must not keep the connection from coming back; time limits end it. */
  private void safely(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException | Error e) {
      log.error("bus '{}' could not tell of the loss of its connection", name, e);
    }
  }

  /** Whatever happens: a bus that stays in recovery would be deaf for ever. */
  private void recover() {
    for (int attempt = 1; state() != BusState.CLOSED; attempt++) {
      AmqpLink former = link;
      try {
        recoverOnce();
        return;
      } catch (BusException.Denied e) {
        log.error(
            "bus '{}' closes for good, as the broker has refused it for {} s: {}",
            name,
            options.refusalLimit().toMillis() / 1000.0,
            e.getMessage());
        close();
        return;
      } catch (BusException e) {
        log.debug("bus '{}' gives up connecting: {}", name, e.getMessage());
        return;
      } catch (RuntimeException | Error e) {
        Duration pause = options.pauses().after(attempt, ThreadLocalRandom.current());
        log.error(
            "bus '{}' failed to recover its connection to {}; trying again in {} ms",
            name,
            options.address(),
            pause.toMillis(),
            e);
        if (!paused(pause)) {
          return;
        }
        AmqpLink half = link;
        if (half != null && half != former) {
          half.destroy(); // its loss, now or before, begins this anew
          return;
        }
      }
    }
  }

  private void recoverOnce() {
    AmqpLink next = use(connecting.again(name, life));
    subscriptions.forEach(subscription -> subscription.reopen(next));
    if (state() == BusState.CLOSED) {
      next.close(life.closed());
      return;
    }
    settled(next);
    log.info("bus '{}' is connected to {} again", name, options.address());
  }

  private boolean paused(Duration pause) {
    try {
      life.pause(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void blocked(AmqpLink by, String reason) {
    log.warn("bus '{}': the broker takes no messages now ({}); they wait", name, reason);
    by.blocked(true);
    settled(by);
  }

  private void unblocked(AmqpLink by) {
    log.info("bus '{}': the broker takes messages again", name);
    by.blocked(false);
    settled(by);
  }

  @Override
  public CompletionStage<Void> publish(Address to, Message message) {
    CompletableFuture<Void> confirmed = new CompletableFuture<>();
    Outgoing outgoing =
        new Outgoing(
            to,
            message,
            message.correlationId(),
            message.replyTo(),
            failure -> tell(() -> complete(confirmed, failure)));
    BusException refused = refusal(outgoing, link -> link.send(outgoing));
    return refused == null ? confirmed : CompletableFuture.failedStage(refused);
  }

  @Override
  public CompletionStage<Message> request(Address to, Message message, Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be more than zero, not " + timeout);
    }
    if (requests.size() >= MOST_REQUESTS) {
      return CompletableFuture.failedStage(
          new BusException.Refused(
              "bus '"
                  + name
                  + "' waits for "
                  + MOST_REQUESTS
                  + " answers already; send fewer requests at a time"));
    }
    String id = requests.nextId();
    CompletableFuture<Message> answer = requests.add(id, to, timeout);
    PendingRequests.countTimeout(answer, options.metrics());
    Outgoing outgoing =
        new Outgoing(
            to,
            message,
            id,
            null,
            failure -> {
              if (failure != null) {
                tell(() -> requests.fail(id, failure));
              }
            });
    BusException refused = refusal(outgoing, link -> link.sendRequest(outgoing));
    if (refused != null) {
      requests.fail(id, refused);
    }
    return answer;
  }

  /** Whatever follows on it runs apart. */
  private void tell(Runnable telling) {
    try {
      events.execute(telling);
    } catch (RejectedExecutionException e) {
      telling.run();
    }
  }

  private static void complete(CompletableFuture<Void> stage, @Nullable BusException failure) {
    if (failure == null) {
      stage.complete(null);
    } else {
      stage.completeExceptionally(failure);
    }
  }

  /** Hands a message to the link; what is wrong with that, or null. */
  private @Nullable BusException refusal(Outgoing outgoing, Predicate<AmqpLink> sending) {
    AmqpLink current = link;
    if (current == null || !isUsable()) {
      return count(life.closed());
    }
    int size = outgoing.message.body().length;
    if (size > MAX_MESSAGE_SIZE) {
      return count(new BusException.MessageTooLarge(size));
    }
    return sending.test(current)
        ? null
        : count(
            new BusException.Refused(
                "bus '" + name + "' has too many messages to send; send more slowly"));
  }

  private BusException count(BusException failure) {
    options.metrics().publishFailed(failure);
    return failure;
  }

  /** Also while it drains: deliveries may need it to finish. */
  private boolean isUsable() {
    return switch (state()) {
      case OPEN, BLOCKED, CLOSING -> true;
      case OPENING, RECOVERING, CLOSED -> false;
    };
  }

  @Override
  public void answer(Message answer) {
    int size = answer.body().length;
    String id = answer.correlationId();
    if (size > MAX_MESSAGE_SIZE && id != null) {
      log.warn("bus '{}': an answer of {} bytes is too large and dropped", name, size);
      requests.fail(id, new BusException.MessageTooLarge(size));
      return;
    }
    if (!requests.complete(id, answer)) {
      log.debug("bus '{}': an answer came too late, or to no request; it is dropped", name);
    }
  }

  @Override
  public void lost() {
    requests.failAll(
        new BusException.Closed("bus '" + name + "': the queue for answers was deleted; try again"),
        events);
  }

  @Override
  public Subscription consume(QueueSpec spec, int prefetch, DeliveryHandler handler) {
    Objects.requireNonNull(handler, "handler");
    PrefetchWindow.atLeastOne(prefetch);
    AmqpLink current = link;
    if (current == null || state() != BusState.OPEN && state() != BusState.BLOCKED) {
      throw life.closed();
    }
    AmqpSubscription subscription =
        new AmqpSubscription(this, options, threads, spec, prefetch, handler, answers);
    try {
      subscription.open(current);
    } catch (BusException e) {
      if (!current.isOpen()) {
        // some brokers end the whole connection on it: the caller may go on when it is back
        life.await(() -> link != current && state() == BusState.OPEN, options.connectTimeout());
      }
      throw e;
    }
    subscriptions.add(subscription);
    AmqpLink now = link;
    if (state().compareTo(BusState.CLOSING) >= 0) {
      subscription.close();
      throw life.closed();
    } else if (now != null && now != current) {
      threads.own.execute(() -> subscription.reopen(now));
    }
    return subscription;
  }

  /** A subscription has ended. */
  void forget(AmqpSubscription subscription) {
    subscriptions.remove(subscription);
  }

  @Override
  public void declareExchange(String exchange, boolean durable) {
    AmqpQueues.declareExchange(usable(), exchange, durable);
  }

  @Override
  public Optional<QueueStatus> inspect(String queue) {
    return AmqpQueues.inspect(usable(), queue);
  }

  @Override
  public boolean deleteIfUnused(String queue) {
    return AmqpQueues.deleteIfUnused(usable(), queue);
  }

  private AmqpLink usable() {
    AmqpLink current = link;
    if (current == null || !isUsable()) {
      throw life.closed();
    }
    return current;
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
    life.enter(BusState.CLOSING);
    return AmqpSubscription.drain(List.copyOf(subscriptions), timeout);
  }

  @Override
  public void close() {
    life.enter(BusState.CLOSING);
    if (!life.enter(BusState.CLOSED)) {
      return;
    }
    subscriptions.forEach(AmqpSubscription::abandon);
    subscriptions.clear();
    requests.close(life.closed());
    AmqpLink last = link;
    if (last != null) {
      last.close(life.closed());
    }
  }
}
