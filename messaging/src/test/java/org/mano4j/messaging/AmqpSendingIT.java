package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mano4j.messaging.BusTests.LONG;
import static org.mano4j.messaging.BusTests.assertFails;
import static org.mano4j.messaging.BusTests.done;
import static org.mano4j.messaging.BusTests.join;
import static org.mano4j.messaging.BusTests.plain;
import static org.mano4j.messaging.BusTests.text;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that share a channel, when something comes between. */
class AmqpSendingIT {

  private final String name = "mano4j-" + UUID.randomUUID();
  private final AmqpOptions options = LiveBroker.options();
  private AmqpBusConnector connector;
  private MessageBus bus;

  @BeforeEach
  void open() {
    LiveBroker.require();
    connector = new AmqpBusConnector(options);
    bus = connector.open(LiveBroker.USER, "sending");
  }

  @AfterEach
  void close() {
    if (bus != null) {
      bus.close();
    }
  }

  private CompletableFuture<Void> publish(Address to, String text) {
    return bus.publish(to, Message.text(text)).toCompletableFuture();
  }

  /** What is told as sent has arrived, what did not exist has not; the rest may have. */
  @Test
  void anExchangeThatIsDeletedUnderManyMessagesTellsEachOnce() throws Exception {
    Set<String> arrived = ConcurrentHashMap.newKeySet();
    AtomicInteger twice = new AtomicInteger();
    Address place = new Address(name, "k");
    bus.declareExchange(name, false);
    bus.consume(
        new QueueSpec(name + "-q", false, true, false, Map.of(), List.of(place)),
        500,
        delivery -> {
          if (!arrived.add(text(delivery.message()))) {
            twice.incrementAndGet();
          }
          return done();
        });
    join(publish(place, "first"));
    Map<String, CompletableFuture<Void>> sent = new ConcurrentHashMap<>();
    Map<String, Integer> told = new ConcurrentHashMap<>();

    try (Connection raw = LiveBroker.rawConnection();
        Channel channel = raw.createChannel()) {
      for (int i = 0; i < 400; i++) {
        String text = "m" + i;
        sent.put(text, publish(place, text));
        sent.get(text).whenComplete((ok, failure) -> told.merge(text, 1, Integer::sum));
        if (i == 200) {
          channel.exchangeDeleteNoWait(name, false);
        }
      }
      await().atMost(LONG).until(() -> told.size() == 400);
    }

    assertThat(told.values()).containsOnly(1);
    assertThat(twice).hasValue(0);
    sent.forEach(
        (text, stage) -> {
          if (!stage.isCompletedExceptionally()) {
            await().atMost(LONG).until(() -> arrived.contains(text));
          } else {
            Throwable reason = stage.handle((ok, failure) -> failure).join();
            assertThat(reason)
                .isInstanceOfAny(BusException.Closed.class, BusException.Unroutable.class);
            assertThat(reason instanceof BusException.Unroutable && arrived.contains(text))
                .isFalse();
          }
        });
    assertFails(publish(place, "last"), BusException.Unroutable.class, "no such exchange");
    bus.declareExchange(name, false);
    assertFails(publish(place, "unbound"), BusException.Unroutable.class);
    try (Connection raw = LiveBroker.rawConnection();
        Channel channel = raw.createChannel()) {
      channel.exchangeDelete(name);
    }
  }

  @Test
  void eachMessageThatNoQueueTakesIsToldSoAmongOthers() {
    bus.consume(plain(name), 100, delivery -> done());
    join(publish(Address.queue(name), "first"));

    List<CompletableFuture<Void>> sent =
        IntStream.range(0, 400)
            .mapToObj(i -> publish(Address.queue(i % 3 == 0 ? name + "-none" : name), "alike"))
            .toList();

    await().atMost(LONG).until(() -> sent.stream().allMatch(CompletableFuture::isDone));
    for (int i = 0; i < sent.size(); i++) {
      if (i % 3 == 0) {
        assertFails(sent.get(i), BusException.Unroutable.class);
      } else {
        join(sent.get(i));
      }
    }
  }

  /**
   * The broker answers to each change of a window, and only the thread that reads hears it. It is
   * told each change of a small one.
   */
  @Test
  void windowsThatChangeWhileAnswersAreConfirmedHoldUpNothing() throws Exception {
    CompletableFuture<Delivery> waiting = new CompletableFuture<>();
    AtomicBoolean over = new AtomicBoolean();
    bus.consume(
        plain(name),
        4,
        delivery -> {
          if (waiting.complete(delivery)) {
            return new CompletableFuture<>();
          }
          return done(delivery.message());
        });
    join(publish(Address.queue(name), "waits"));
    Delivery parked = join(waiting);
    CompletableFuture<Void> parking =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                parked.park().close();
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
              }
            });
    try (MessageBus peer = connector.open(LiveBroker.USER, "peer")) {
      Semaphore window = new Semaphore(100);
      AtomicInteger answered = new AtomicInteger();
      for (int i = 0; i < 5_000; i++) {
        assertThat(window.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS))
            .as("answer to %d", i)
            .isTrue();
        peer.request(Address.queue(name), Message.text("" + i), LONG)
            .whenComplete(
                (answer, failure) -> {
                  answered.addAndGet(failure == null ? 1 : 0);
                  window.release();
                });
      }
      assertThat(window.tryAcquire(100, LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(answered).hasValue(5_000);
    } finally {
      over.set(true);
    }
    join(parking);
  }

  /** Long keys and no bodies: the system's buffers are full soon. */
  @Test
  void aBrokerThatReadsNothingKeepsNoCallerAndEachMessageEnds() throws Exception {
    Address place = new Address(name, "k".repeat(250));
    bus.declareExchange(name, false);
    bus.consume(
        new QueueSpec(name, false, true, false, Map.of(), List.of(place)), 100, delivery -> done());
    AmqpOptions patient =
        options
            .withHeartbeat(Duration.ofSeconds(60))
            .withConfirmTimeout(Duration.ofSeconds(15))
            .withPauses(new Pauses(LONG, LONG));
    try (StuckNetwork network = new StuckNetwork(options.host(), options.effectivePort())) {
      AmqpOptions stuck = patient.withHost("127.0.0.1").withPort(network.port());
      AmqpThreads threads = new AmqpThreads(null);
      AmqpBus caller = new AmqpBus(stuck, "stuck", threads, withLittleRoom(stuck, threads));
      caller.connect();
      for (int i = 0; i < 5; i++) {
        join(caller.publish(place, Message.text(""))); // until they share a channel
      }
      network.stick();

      List<CompletableFuture<Void>> sent = new ArrayList<>();
      CompletableFuture<Void> publishing =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 2_000; i++) {
                  CompletionStage<Void> one = caller.publish(place, Message.text(""));
                  sent.add(one.toCompletableFuture());
                }
              });

      await().atMost(Duration.ofSeconds(10)).until(publishing::isDone);
      await().atMost(LONG).until(() -> sent.stream().allMatch(CompletableFuture::isDone));
      assertThat(sent)
          .allSatisfy(
              one ->
                  assertThat(one.handle((ok, failure) -> failure).join())
                      .isInstanceOfAny(BusException.NoReply.class, BusException.Refused.class));
      caller.close();
    } finally {
      try (Connection raw = LiveBroker.rawConnection();
          Channel channel = raw.createChannel()) {
        channel.exchangeDelete(name);
      }
    }
  }

  private static AmqpConnecting withLittleRoom(AmqpOptions options, AmqpThreads threads) {
    return new AmqpConnecting(options, LiveBroker.USER, threads) {
      @Override
      Connected connect(String name) {
        Connected connected = super.connect(name);
        try {
          connected.socket().setSendBufferSize(8 * 1024);
        } catch (SocketException e) {
          throw new IllegalStateException(e);
        }
        return connected;
      }
    };
  }
}
