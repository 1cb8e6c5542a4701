package org.mano4j.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.QueueStatus;

/**
 * What the suites for every {@link BusConnector} share. The broker must have the topic exchange
 * {@link #EXCHANGE}; queues that a test makes have names of their own.
 */
abstract class MessageBusCases {

  static final String EXCHANGE = "openbaton-exchange";
  static final Duration LONG = Duration.ofSeconds(20);
  static final Duration SHORT = Duration.ofMillis(100);

  private final List<MessageBus> opened = new CopyOnWriteArrayList<>();
  private final List<Runnable> releases = new CopyOnWriteArrayList<>();
  final ExecutorService threads = Executors.newCachedThreadPool();
  final String name = "test-" + UUID.randomUUID();
  MessageBus bus;
  MessageBus other;

  /** The connector under test; the same broker each time within one test. */
  abstract BusConnector connector();

  /** A user that may do everything. */
  BusCredentials credentials() {
    return new BusCredentials("guest", "guest");
  }

  /** What the broker can do. */
  abstract Set<MessageBusContract.Capability> capabilities();

  void assumeCan(MessageBusContract.Capability capability) {
    Assumptions.assumeTrue(
        capabilities().contains(capability), () -> "the broker has no " + capability);
  }

  /** That so many messages wait, and so many more are with consumers. */
  void assertWaiting(long waiting, long delivered) {
    assertThat(connectorSees(name).ready()).isEqualTo(seen(waiting, delivered));
  }

  void awaitWaiting(long waiting, long delivered) {
    await().until(() -> connectorSees(name).ready() == seen(waiting, delivered));
  }

  private long seen(long waiting, long delivered) {
    return capabilities().contains(MessageBusContract.Capability.COUNTS_WAITING_ONLY)
        ? waiting
        : waiting + delivered;
  }

  /** Looks often; conditions come true within milliseconds on a bus that is well. */
  static ConditionFactory await() {
    return Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(LONG);
  }

  @BeforeEach
  void open() {
    bus = openBus();
    other = openBus();
  }

  @AfterEach
  void closeAll() {
    releases.forEach(Runnable::run);
    opened.forEach(MessageBus::close);
    threads.shutdownNow();
  }

  MessageBus openBus() {
    MessageBus opening = connector().open(credentials(), "test");
    opened.add(opening);
    return opening;
  }

  /** Keeps deliveries until a test finishes them. */
  static final class Handler implements DeliveryHandler {
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final Map<Delivery, CompletableFuture<Optional<Message>>> stages =
        new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Optional<Message>> handle(Delivery delivery) {
      CompletableFuture<Optional<Message>> stage = new CompletableFuture<>();
      stages.put(delivery, stage);
      deliveries.add(delivery);
      return stage;
    }

    List<String> texts() {
      return deliveries.stream().map(d -> text(d.message())).toList();
    }

    Delivery delivery(String text) {
      return deliveries.stream()
          .filter(d -> text(d.message()).equals(text))
          .findFirst()
          .orElseThrow();
    }

    void finish(String text) {
      stages.get(delivery(text)).complete(Optional.empty());
    }
  }

  /** A queue that vanishes with its last consumer, not bound to anything. */
  static QueueSpec plain(String queue) {
    return new QueueSpec(queue, false, true, false, Map.of(), List.of());
  }

  static QueueSpec durable(String queue) {
    return new QueueSpec(queue, true, false, false, Map.of(), List.of());
  }

  static QueueSpec bound(String queue, List<String> keys) {
    List<Address> bindings = keys.stream().map(key -> new Address(EXCHANGE, key)).toList();
    return new QueueSpec(queue, false, true, false, Map.of(), bindings);
  }

  /** Consumes everything. */
  static List<Delivery> collect(MessageBus from, QueueSpec spec, int prefetch) {
    List<Delivery> got = new CopyOnWriteArrayList<>();
    from.consume(
        spec,
        prefetch,
        delivery -> {
          got.add(delivery);
          return done();
        });
    return got;
  }

  void send(String text) {
    join(other.publish(Address.queue(name), Message.text(text)));
  }

  QueueStatus connectorSees(String queue) {
    return other.inspect(queue).orElseThrow();
  }

  void assertEmpty(String queue) {
    assertThat(other.inspect(queue)).hasValueSatisfying(q -> assertThat(q.ready()).isZero());
  }

  CountDownLatch latch() {
    CountDownLatch latch = new CountDownLatch(1);
    releases.add(latch::countDown);
    return latch;
  }

  static CompletionStage<Optional<Message>> block(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("never released");
      }
      return done();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static CompletionStage<Optional<Message>> done() {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  static CompletionStage<Optional<Message>> done(Message reply) {
    return CompletableFuture.completedFuture(Optional.of(reply));
  }

  static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  static void assertFails(
      CompletionStage<?> stage, Class<? extends BusException> type, String... parts) {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> join(stage.thenApply(value -> value)))
        .havingCause()
        .isInstanceOf(type)
        .satisfies(
            e ->
                assertThat(List.of(parts))
                    .allSatisfy(part -> assertThat(e).hasMessageContaining(part)));
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static String text(Message message) {
    return new String(message.body(), UTF_8);
  }
}
