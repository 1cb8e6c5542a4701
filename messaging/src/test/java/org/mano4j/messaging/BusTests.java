package org.mano4j.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/** Small things that the tests of the in-memory broker share. */
final class BusTests {

  static final Duration LONG = Duration.ofSeconds(30);
  static final Duration SHORT = Duration.ofMillis(100);

  private BusTests() {}

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
    List<Address> bindings = keys.stream().map(key -> NfvoAddresses.of(key)).toList();
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

  static CompletionStage<Optional<Message>> block(CountDownLatch latch) {
    try {
      if (!latch.await(LONG.toSeconds(), TimeUnit.SECONDS)) {
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
    return stage.toCompletableFuture().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
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

  static String text(Message message) {
    return new String(message.body(), UTF_8);
  }
}
