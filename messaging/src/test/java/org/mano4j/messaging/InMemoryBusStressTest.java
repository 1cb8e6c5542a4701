package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mano4j.messaging.BusTests.durable;
import static org.mano4j.messaging.BusTests.plain;
import static org.mano4j.messaging.BusTests.text;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads at once; the seed is in each failure message. */
class InMemoryBusStressTest {

  private static final BusCredentials USER = new BusCredentials("user", "password");

  private final long seed = System.nanoTime();
  private final InMemoryBusConnector connector = new InMemoryBusConnector();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    connector.close();
    threads.shutdownNow();
  }

  @Test
  void losesNothingWhileConsumersComeAndGo() throws Exception {
    int producers = 4;
    int each = 10_000;
    Map<String, AtomicInteger> finished = new ConcurrentHashMap<>();
    Map<String, AtomicInteger> flagged = new ConcurrentHashMap<>();
    MessageBus bus = connector.open(USER, "stress");
    bus.consume(durable("q"), 1, delivery -> CompletableFuture.completedFuture(null)).close();

    List<Future<?>> work = new CopyOnWriteArrayList<>();
    for (int p = 0; p < producers; p++) {
      int producer = p;
      work.add(
          threads.submit(
              () ->
                  IntStream.range(0, each)
                      .forEach(
                          i ->
                              bus.publish(Address.queue("q"), Message.text(producer + "-" + i))
                                  .toCompletableFuture()
                                  .join())));
    }
    for (int c = 0; c < 4; c++) {
      Random random = new Random(seed + c);
      work.add(
          threads.submit(
              () -> {
                while (finished.size() < producers * each) {
                  Subscription subscription =
                      bus.consume(
                          durable("q"),
                          1 + random.nextInt(50),
                          delivery -> handle(delivery, finished, flagged));
                  TimeUnit.MICROSECONDS.sleep(random.nextInt(5000));
                  if (random.nextBoolean()) {
                    subscription.drain(Duration.ofMillis(random.nextInt(3)));
                  } else {
                    subscription.close();
                  }
                }
                return null;
              }));
    }
    for (Future<?> one : work) {
      one.get(120, TimeUnit.SECONDS);
    }
    // what went back to the queue when the last consumer left
    bus.consume(durable("q"), 50, delivery -> handle(delivery, finished, flagged));

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(connector.messageCount("q")).as("seed " + seed).isZero());
    assertThat(finished).as("seed " + seed).hasSize(producers * each);
    finished.forEach(
        (text, times) -> {
          int again = flagged.getOrDefault(text, new AtomicInteger()).get();
          assertThat(times.get())
              .as("%s was handled without being flagged as redelivered, seed %d", text, seed)
              .isLessThanOrEqualTo(1 + again);
        });
  }

  /** One in three ends on another thread, one in ten parks meanwhile. */
  private CompletableFuture<Optional<Message>> handle(
      Delivery delivery, Map<String, AtomicInteger> finished, Map<String, AtomicInteger> flagged) {
    String text = text(delivery.message());
    if (delivery.redelivered()) {
      flagged.computeIfAbsent(text, t -> new AtomicInteger()).incrementAndGet();
    }
    int kind = text.hashCode() & 0xff;
    if (kind % 3 != 0) {
      finished.computeIfAbsent(text, t -> new AtomicInteger()).incrementAndGet();
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return CompletableFuture.supplyAsync(
        () -> {
          try (Delivery.Parking parking = kind % 10 == 0 ? delivery.park() : () -> {}) {
            assertThat(parking).isNotNull();
            finished.computeIfAbsent(text, t -> new AtomicInteger()).incrementAndGet();
            return Optional.empty();
          }
        },
        threads);
  }

  @Test
  void answersEveryRequestOfManyBuses() throws Exception {
    MessageBus server = connector.open(USER, "server");
    server.consume(
        plain("q"),
        100,
        delivery ->
            CompletableFuture.completedFuture(
                Optional.of(Message.text("re: " + text(delivery.message())))));
    List<Future<?>> work = new CopyOnWriteArrayList<>();
    for (int c = 0; c < 8; c++) {
      int client = c;
      work.add(
          threads.submit(
              () -> {
                try (MessageBus bus = connector.open(USER, "client")) {
                  for (int i = 0; i < 2_000; i++) {
                    String ask = client + "-" + i;
                    Message answer =
                        bus.request(Address.queue("q"), Message.text(ask), Duration.ofSeconds(20))
                            .toCompletableFuture()
                            .join();
                    assertThat(text(answer)).isEqualTo("re: " + ask);
                  }
                }
              }));
    }

    for (Future<?> one : work) {
      one.get(60, TimeUnit.SECONDS);
    }
    assertThat(connector.queueNames()).containsExactly("q");
  }

  @Test
  void aClosingBusLeavesNoRequestWaiting() throws Exception {
    MessageBus server = connector.open(USER, "server");
    server.consume(plain("q"), 100, delivery -> new CompletableFuture<>());
    for (int round = 0; round < 200; round++) {
      MessageBus bus = connector.open(USER, "client");
      Future<?> closing = threads.submit(bus::close);
      List<CompletableFuture<Message>> asked =
          IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      bus.request(Address.queue("q"), Message.text("x"), Duration.ofMinutes(5))
                          .toCompletableFuture())
              .toList();
      closing.get(20, TimeUnit.SECONDS);
      for (CompletableFuture<Message> one : asked) {
        assertThat(one).failsWithin(Duration.ofSeconds(20));
      }
    }
    assertThat(connector.queueNames()).containsExactly("q");
  }
}
