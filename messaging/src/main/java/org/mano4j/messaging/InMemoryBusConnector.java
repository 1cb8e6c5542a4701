package org.mano4j.messaging;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/**
 * A broker inside the JVM, with the semantics of RabbitMQ as far as a {@link MessageBus} shows
 * them. Each connector is a broker of its own; whoever is to talk to each other shares one.
 * Thread-safe.
 *
 * <p>It has the default exchange and the topic exchange {@code openbaton-exchange}; others are
 * declared with {@link #declareExchange}. Every user is welcome and may do everything. Bodies are
 * copied. Consumers of one queue take turns. Of the arguments of queues only {@code x-expires} has
 * an effect.
 *
 * <p>Deliveries of one subscription are handed to its handler one after another, in the order of
 * the queue, on a thread that works for no other subscription meanwhile: a handler that blocks
 * holds up nobody else.
 */
public final class InMemoryBusConnector implements BusConnector, AutoCloseable {

  private final MemoryBroker broker;
  private final Set<MemoryBus> buses = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** A broker with default options. */
  public InMemoryBusConnector() {
    this(InMemoryBusOptions.defaults());
  }

  /** A broker whose handlers run on an executor; see {@link InMemoryBusOptions#executor}. */
  public InMemoryBusConnector(Executor executor) {
    this(InMemoryBusOptions.defaults().withExecutor(executor));
  }

  /** A broker. */
  public InMemoryBusConnector(InMemoryBusOptions options) {
    this.broker = new MemoryBroker(options.withMetrics(SafeBusMetrics.of(options.metrics())));
    declareExchange(NfvoAddresses.EXCHANGE);
  }

  @Override
  public MessageBus open(BusCredentials credentials, String name) {
    Objects.requireNonNull(credentials, "credentials");
    MemoryBus bus = new MemoryBus(broker, Objects.requireNonNull(name, "name"), buses::remove);
    buses.add(bus);
    if (closed) {
      bus.close();
      throw new BusException.Closed(
          "cannot open bus '" + name + "': the in-memory broker is closed");
    }
    return bus;
  }

  /** Creates a topic exchange; nothing happens if there is one of that name. */
  public void declareExchange(String name) {
    broker.declareExchange(name);
  }

  /** The names of all queues at this moment, also those that buses wait for answers on. */
  public SortedSet<String> queueNames() {
    return new TreeSet<>(broker.queueNames());
  }

  /** Whether there is such a queue. */
  public boolean queueExists(String name) {
    return broker.queue(name).isPresent();
  }

  /** A queue as {@link MessageBus#inspect} shows it; empty if there is none of that name. */
  public Optional<QueueStatus> inspect(String queue) {
    return broker.queue(queue).map(MemoryQueue::status);
  }

  /** All messages in a queue, delivered and not yet acknowledged ones included; 0 without it. */
  public long messageCount(String queue) {
    return broker.queue(queue).map(MemoryQueue::messageCount).orElse(0L);
  }

  /** Closes every bus, forgets every message, and ends own threads. Idempotent. */
  @Override
  public void close() {
    closed = true;
    buses.forEach(MemoryBus::close);
    broker.close();
  }
}
