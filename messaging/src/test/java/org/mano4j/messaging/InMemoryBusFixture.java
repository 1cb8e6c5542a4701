package org.mano4j.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the tests of the in-memory broker share. How every bus behaves is the testkit's contract;
 * here is what only this broker has.
 */
abstract class InMemoryBusFixture {

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

  @BeforeAll
  static void pollOften() {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(Duration.ofMillis(2));
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
