package org.mano4j.messaging;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges and queues. Publishing takes no lock here; declaring and deleting share one, which is
 * never held while a queue's lock is wanted by somebody who holds it.
 */
final class MemoryBroker {

  private static final Logger log = LoggerFactory.getLogger(MemoryBroker.class);
  private static final long KEEP_IDLE_THREADS_SECONDS = 5;

  /** What became of a message. */
  enum Routing {
    ROUTED,
    UNROUTABLE,
    FULL,
    NO_EXCHANGE
  }

  private final Map<String, MemoryQueue> queues = new ConcurrentHashMap<>();
  private final Map<String, TopicExchange> exchanges = new ConcurrentHashMap<>();
  private final ReentrantLock topology = new ReentrantLock();
  private final AtomicLong names = new AtomicLong();
  private final int queueLimit;
  private final BusMetrics metrics;
  private volatile boolean closed;
  private final Executor executor;
  private final ExecutorService ownThreads = threads();

  MemoryBroker(InMemoryBusOptions options) {
    Executor given = options.executor();
    this.queueLimit = options.queueLimit();
    this.metrics = options.metrics();
    this.executor = given == null ? ownThreads : given;
  }

  int queueLimit() {
    return queueLimit;
  }

  BusMetrics metrics() {
    return metrics;
  }

  /** A number that no other bus or queue of this broker has. */
  long nextNumber() {
    return names.incrementAndGet();
  }

  Set<String> queueNames() {
    return Set.copyOf(queues.keySet());
  }

  Optional<MemoryQueue> queue(String name) {
    return Optional.ofNullable(queues.get(name)).filter(queue -> !queue.isDeleted());
  }

  void declareExchange(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an exchange needs a name; \"\" is the default exchange");
    }
    exchanges.computeIfAbsent(name, n -> new TopicExchange());
  }

  /** Declares a queue, or finds it; it may be deleted again before it is used. */
  MemoryQueue declare(QueueSpec spec, MemoryBus bus) {
    for (Address binding : spec.bindings()) {
      if (!exchanges.containsKey(binding.exchange())) {
        throw new BusException(
            "cannot bind queue '" + spec.name() + "': " + noExchange(binding.exchange()));
      }
    }
    topology.lock();
    try {
      MemoryQueue queue = queues.get(spec.name());
      if (queue == null || queue.isDeleted()) {
        queue = new MemoryQueue(this, MemoryDeclaration.of(spec, bus));
        queues.put(spec.name(), queue);
      } else {
        queue.declaration().check(spec, bus);
      }
      for (Address binding : spec.bindings()) {
        exchange(binding.exchange()).bind(binding.key(), queue);
        queue.bindings().add(binding);
      }
      return queue;
    } finally {
      topology.unlock();
    }
  }

  /** Binds a queue; false if it is gone, or there is no such exchange. */
  boolean bind(String queueName, String exchange, String key) {
    topology.lock();
    try {
      MemoryQueue queue = queues.get(queueName);
      if (queue == null || queue.isDeleted() || !exchanges.containsKey(exchange)) {
        return false;
      }
      exchange(exchange).bind(key, queue);
      queue.bindings().add(new Address(exchange, key));
      return true;
    } finally {
      topology.unlock();
    }
  }

  /** Takes a deleted queue out of sight. */
  void remove(MemoryQueue queue) {
    topology.lock();
    try {
      queues.remove(queue.name(), queue);
      queue.bindings().forEach(at -> exchange(at.exchange()).unbind(at.key(), queue));
    } finally {
      topology.unlock();
    }
  }

  /** Deletes the queues that only this bus may use. */
  void deleteExclusive(MemoryBus bus) {
    queues.values().stream()
        .filter(queue -> queue.declaration().isExclusiveTo(bus))
        .forEach(MemoryQueue::delete);
  }

  /** Puts a copy of the message into every queue that the address leads to. */
  Routing route(
      Address to, Message message, @Nullable String correlationId, @Nullable String replyTo) {
    if (to.exchange().isEmpty()) {
      MemoryQueue queue = queues.get(to.key());
      return queue == null
          ? Routing.UNROUTABLE
          : queue.offer(delivery(to, message, correlationId, replyTo));
    }
    TopicExchange exchange = exchanges.get(to.exchange());
    if (exchange == null) {
      return Routing.NO_EXCHANGE;
    }
    Collection<MemoryQueue> targets = exchange.route(to.key());
    Routing result = Routing.UNROUTABLE;
    for (MemoryQueue queue : targets) {
      Routing one = queue.offer(delivery(to, message, correlationId, replyTo));
      if (one == Routing.FULL || result == Routing.UNROUTABLE) {
        result = one;
      }
    }
    return result;
  }

  static String noExchange(String name) {
    return "there is no exchange '" + name + "'; it must have been declared before";
  }

  private static MemoryDelivery delivery(
      Address to, Message m, @Nullable String correlationId, @Nullable String replyTo) {
    Message copy =
        new Message(m.body().clone(), m.contentType(), correlationId, replyTo, m.headers());
    return new MemoryDelivery(copy, to, false);
  }

  private TopicExchange exchange(String name) {
    TopicExchange exchange = exchanges.get(name);
    if (exchange == null) {
      throw new BusException(noExchange(name));
    }
    return exchange;
  }

  /** Runs a task; false if the executor does not take it, or if all is over. */
  boolean execute(Runnable task) {
    return hand(task, executor);
  }

  /**
   * Runs a task on a thread of the broker's own. Time-outs need it: the executor for handlers may
   * be full of handlers that wait for just these.
   */
  void executeApart(Runnable task) {
    hand(task, ownThreads);
  }

  private boolean hand(Runnable task, Executor to) {
    if (closed) {
      return false;
    }
    try {
      to.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      log.error("deliveries wait: the executor of the bus takes no task ({})", e.toString());
      return false;
    }
  }

  /** Runs a task after some time, apart. */
  void later(Duration delay, Runnable task) {
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, this::executeApart)
        .execute(task);
  }

  void close() {
    closed = true;
    queues.values().forEach(MemoryQueue::delete);
    ownThreads.shutdown();
  }

  /** Threads without limit, but with at most one task for each subscription and each alarm. */
  private static ExecutorService threads() {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        KEEP_IDLE_THREADS_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "mano4j-bus-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
