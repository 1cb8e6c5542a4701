package org.mano4j.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.broker.Buses.LONG;
import static org.mano4j.testkit.broker.Buses.assertFails;
import static org.mano4j.testkit.broker.Buses.await;
import static org.mano4j.testkit.broker.Buses.done;
import static org.mano4j.testkit.broker.Buses.durable;
import static org.mano4j.testkit.broker.Buses.join;
import static org.mano4j.testkit.broker.Buses.over;
import static org.mano4j.testkit.broker.Buses.plain;
import static org.mano4j.testkit.broker.Buses.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.Subscription;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/** A bus whose network is cut, or keeps silent. */
class FailingNetworkIT {

  private static RabbitMq.VirtualHost host;
  private final String queue = "q-" + UUID.randomUUID();
  private TcpProxy proxy;
  private AmqpOptions options;
  private MessageBus bus;
  private MessageBus steady;

  @BeforeAll
  static void take() {
    host = RabbitMq.require().virtualHost();
  }

  @AfterAll
  static void giveBack() {
    if (host != null) {
      host.close();
    }
  }

  @BeforeEach
  void open() {
    AmqpOptions direct = host.options();
    proxy = TcpProxy.to(direct.host(), direct.effectivePort());
    options = over(proxy, direct);
    bus = new AmqpBusConnector(options).open(host.credentials(), "failing");
    steady = host.connector().open(host.credentials(), "steady");
  }

  @AfterEach
  void close() {
    proxy.freeze(false);
    bus.close();
    steady.close();
    proxy.close();
  }

  /** What is confirmed arrives, and what is acknowledged was handled; whatever happens between. */
  @Test
  void nothingConfirmedIsLostHoweverOftenTheConnectionIsCut() {
    long seed = Long.getLong("mano4j.seed", System.nanoTime());
    System.out.println("FailingNetworkIT -Dmano4j.seed=" + seed);
    Random random = new Random(seed);
    Map<String, AtomicInteger> finished = new ConcurrentHashMap<>();
    Set<String> begun = ConcurrentHashMap.newKeySet();
    Queue<String> unflagged = new ConcurrentLinkedQueue<>();
    bus.consume(
        durable(queue),
        20,
        delivery -> {
          String text = text(delivery.message());
          if (!begun.add(text) && !delivery.redelivered()) {
            unflagged.add(text);
          }
          return CompletableFuture.supplyAsync(
              () -> {
                finished.computeIfAbsent(text, t -> new AtomicInteger()).incrementAndGet();
                return Optional.<Message>empty();
              },
              CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));
        });
    Map<String, CompletableFuture<Void>> sent = new ConcurrentHashMap<>();
    AtomicInteger done = new AtomicInteger();
    AtomicBoolean cutting = new AtomicBoolean(true);
    CompletableFuture<Void> cuts =
        CompletableFuture.runAsync(
            () -> {
              // On a busy machine, little is confirmed between two cuts.
              for (int i = 0; i < 12 || i < 200 && done.get() <= 100; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(250)));
                proxy.cut();
              }
              cutting.set(false);
            });
    for (int i = 0; cutting.get(); i++) {
      String text = "m" + i;
      sent.put(
          text,
          bus.publish(NfvoAddresses.of(queue), Message.text(text))
              .thenRun(done::incrementAndGet)
              .toCompletableFuture());
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
    }
    cuts.join();

    await().until(() -> sent.values().stream().allMatch(CompletableFuture::isDone));
    await().until(() -> bus.state() == BusState.OPEN);
    List<String> confirmed =
        sent.entrySet().stream()
            .filter(each -> !each.getValue().isCompletedExceptionally())
            .map(Map.Entry::getKey)
            .toList();
    assertThat(confirmed).hasSizeGreaterThan(100);
    await().until(() -> finished.keySet().containsAll(confirmed));
    // drained, so that what is handled is acknowledged
    await().until(() -> steady.inspect(queue).orElseThrow().ready() == 0);
    assertThat(unflagged).isEmpty();
    await().until(() -> steady.inspect(queue).orElseThrow().consumers() == 1);
  }

  @Test
  void eachRequestEndsHoweverOftenTheConnectionIsCut() {
    long seed = Long.getLong("mano4j.seed", System.nanoTime());
    System.out.println("FailingNetworkIT -Dmano4j.seed=" + seed);
    Random random = new Random(seed);
    steady.consume(durable(queue), 50, delivery -> done("re: " + text(delivery.message())));
    List<CompletableFuture<Message>> asked = new ArrayList<>();
    for (int cut = 0; cut < 8; cut++) {
      int before = random.nextInt(100);
      for (int i = 0; i < 100; i++) {
        if (i == before) {
          proxy.cut();
        }
        if (i % 10 == 0) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        asked.add(
            bus.request(NfvoAddresses.of(queue), Message.text("" + asked.size()), LONG)
                .toCompletableFuture());
      }
      await().until(() -> bus.state() == BusState.OPEN);
      // On a busy machine, none of the others may be answered before the next cut.
      CompletableFuture<Message> undisturbed =
          bus.request(NfvoAddresses.of(queue), Message.text("" + asked.size()), LONG)
              .toCompletableFuture();
      asked.add(undisturbed);
      await().until(undisturbed::isDone);
    }

    await().until(() -> asked.stream().allMatch(CompletableFuture::isDone));
    int answered = 0;
    for (int i = 0; i < asked.size(); i++) {
      if (asked.get(i).isCompletedExceptionally()) {
        assertFails(asked.get(i), BusException.Closed.class);
      } else {
        assertThat(text(asked.get(i).join())).isEqualTo("re: " + i);
        answered++;
      }
    }
    assertThat(answered).isPositive();
    assertThat(text(join(bus.request(NfvoAddresses.of(queue), Message.text("last"), LONG))))
        .isEqualTo("re: last");
  }

  @Test
  void aSubscriptionThatIsOpenedDuringCutsConsumesOnce() {
    for (int round = 0; round < 10; round++) {
      String name = queue + "-" + round;
      int pause = round;
      CompletableFuture<Void> cut =
          CompletableFuture.runAsync(
              () -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
                proxy.cut();
              });
      Subscription opened = null;
      while (opened == null) {
        try {
          opened = bus.consume(durable(name), 1, delivery -> done());
        } catch (BusException.Closed e) {
          await().until(() -> bus.state() == BusState.OPEN);
        }
      }
      cut.join();
      join(steady.publish(Address.queue(name), Message.text("x")));
      await().until(() -> steady.inspect(name).orElseThrow().consumers() == 1);
      opened.close();
      // the broker may still be about to end the connection that was cut
      await().until(() -> steady.inspect(name).orElseThrow().consumers() == 0);
    }
  }

  @Test
  void aSilentNetworkIsFoundOutAndLeft() {
    MessageBus bus =
        new AmqpBusConnector(options.withHeartbeat(Duration.ofSeconds(1)))
            .open(host.credentials(), "watchful");
    List<BusState> states = new CopyOnWriteArrayList<>();
    bus.onStateChange(states::add);
    List<Delivery> got = new CopyOnWriteArrayList<>();
    bus.consume(
        durable(queue),
        10,
        delivery -> {
          got.add(delivery);
          return done("re");
        });
    AtomicInteger asked = new AtomicInteger();
    steady.consume(
        plain(queue + "-silent"),
        10,
        delivery -> {
          asked.incrementAndGet();
          return new CompletableFuture<>();
        });
    CompletableFuture<Message> pending =
        bus.request(NfvoAddresses.of(queue + "-silent"), Message.text("x"), LONG)
            .toCompletableFuture();
    await().until(() -> asked.get() == 1);

    long frozen = System.nanoTime();
    proxy.freeze(true);
    CompletionStage<Void> published =
        bus.publish(NfvoAddresses.of(queue), Message.text("into silence"));

    await().until(() -> states.contains(BusState.RECOVERING));
    assertThat(Duration.ofNanos(System.nanoTime() - frozen)).isLessThan(Duration.ofSeconds(20));
    await().until(pending::isDone);
    assertFails(pending, BusException.Closed.class).withMessageContaining("may have been done");
    assertFails(published, BusException.Closed.class).withMessageContaining("may have arrived");
    proxy.freeze(false);
    await().until(() -> bus.state() == BusState.OPEN);
    assertThat(text(join(steady.request(NfvoAddresses.of(queue), Message.text("y"), LONG))))
        .isEqualTo("re");
    bus.close();
  }

  @Test
  void closesSoonOnASilentNetworkWithMuchToWrite() {
    MessageBus slow =
        new AmqpBusConnector(options.withHeartbeat(Duration.ofSeconds(60)))
            .open(host.credentials(), "slow");
    slow.consume(durable(queue), 10, delivery -> new CompletableFuture<>());
    join(slow.publish(NfvoAddresses.of(queue), Message.text("before")));
    proxy.freeze(true);
    byte[] large = new byte[8 << 20];
    List<CompletableFuture<Void>> published =
        IntStream.range(0, 10)
            .mapToObj(i -> slow.publish(NfvoAddresses.of(queue), Message.text(large)))
            .map(CompletionStage::toCompletableFuture)
            .toList();
    long begun = System.nanoTime();

    slow.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    await().until(() -> published.stream().allMatch(f -> f.isDone()));
  }

  @Test
  void publishingIntoSilenceEndsAfterTheConfirmTimeout() {
    MessageBus slow =
        new AmqpBusConnector(
                options
                    .withHeartbeat(Duration.ofSeconds(60))
                    .withConfirmTimeout(Duration.ofSeconds(1)))
            .open(host.credentials(), "slow");
    slow.consume(plain(queue), 1, delivery -> done());
    // after the second one, a channel is free for sure: the next message waits for no other answer
    join(slow.publish(NfvoAddresses.of(queue), Message.text("before")));
    join(slow.publish(NfvoAddresses.of(queue), Message.text("before")));
    proxy.freeze(true);

    assertFails(
            slow.publish(NfvoAddresses.of(queue), Message.text("x")), BusException.NoReply.class)
        .withMessageContaining("has not confirmed it in 1.0 s");

    proxy.freeze(false);
    slow.close();
  }

  @Test
  void drainOnASilentNetworkKeepsItsDeadline() {
    MessageBus slow =
        new AmqpBusConnector(options.withHeartbeat(Duration.ofSeconds(60)))
            .open(host.credentials(), "slow");
    AtomicInteger got = new AtomicInteger();
    for (int i = 0; i < 5; i++) {
      String name = queue + "-" + i;
      slow.consume(
          durable(name),
          10,
          delivery -> {
            got.incrementAndGet();
            return new CompletableFuture<>();
          });
      join(steady.publish(NfvoAddresses.of(name), Message.text("x")));
    }
    await().until(() -> got.get() == 5);
    proxy.freeze(true);
    long begun = System.nanoTime();

    DrainReport report = slow.drain(Duration.ofSeconds(1));

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(report).isEqualTo(new DrainReport(0, 5));
    proxy.freeze(false);
    slow.close();
  }

  /** Its request is not acknowledged then, whatever its handler has done. */
  @Test
  void drainReportsAnAnswerThatIsNotConfirmedAsRequeued() {
    MessageBus slow =
        new AmqpBusConnector(options.withHeartbeat(Duration.ofSeconds(60)))
            .open(host.credentials(), "slow");
    CompletableFuture<Optional<Message>> answer = new CompletableFuture<>();
    AtomicInteger got = new AtomicInteger();
    slow.consume(
        durable(queue),
        10,
        delivery -> {
          got.incrementAndGet();
          return answer;
        });
    steady.request(NfvoAddresses.of(queue), Message.text("x"), LONG);
    await().until(() -> got.get() == 1);
    proxy.freeze(true);
    answer.complete(Optional.of(Message.text("never confirmed")));

    DrainReport report = slow.drain(Duration.ofSeconds(1));

    assertThat(report).isEqualTo(new DrainReport(0, 1));
    proxy.cut();
    slow.close();
    await().until(() -> steady.inspect(queue).orElseThrow().ready() == 1);
  }

  @Test
  void drainWaitsForAnswersThatAreOnTheirWay() {
    CompletableFuture<Optional<Message>> answers = new CompletableFuture<>();
    AtomicInteger got = new AtomicInteger();
    bus.consume(
        durable(queue),
        100,
        delivery -> {
          got.incrementAndGet();
          return answers;
        });
    List<CompletableFuture<Message>> asked =
        IntStream.range(0, 100)
            .mapToObj(i -> steady.request(NfvoAddresses.of(queue), Message.text("" + i), LONG))
            .map(CompletionStage::toCompletableFuture)
            .toList();
    await().until(() -> got.get() == 100);
    CompletableFuture<DrainReport> drain = CompletableFuture.supplyAsync(() -> bus.drain(LONG));
    await().until(() -> steady.inspect(queue).orElseThrow().consumers() == 0);

    answers.complete(Optional.of(Message.text("re")));

    assertThat(join(drain)).isEqualTo(new DrainReport(100, 0));
    asked.forEach(Buses::join);
    assertThat(steady.inspect(queue).orElseThrow().ready()).isZero();
  }

  @Test
  void drainDuringACutReportsWhatWentBack() {
    List<Delivery> got = new CopyOnWriteArrayList<>();
    bus.consume(
        durable(queue),
        10,
        delivery -> {
          got.add(delivery);
          return new CompletableFuture<>();
        });
    IntStream.range(0, 3)
        .forEach(i -> join(steady.publish(NfvoAddresses.of(queue), Message.text("" + i))));
    await().until(() -> got.size() == 3);
    CompletableFuture<DrainReport> drain =
        CompletableFuture.supplyAsync(() -> bus.drain(LONG.multipliedBy(10)));
    await().until(() -> steady.inspect(queue).orElseThrow().consumers() == 0);

    proxy.cut();

    await().until(drain::isDone);
    assertThat(drain.join()).isEqualTo(new DrainReport(0, 3));
    await().until(() -> steady.inspect(queue).orElseThrow().ready() == 3);
    // what deliveries need to finish still works while it drains
    await().until(() -> proxy.connections() >= 2);
    await()
        .ignoreExceptions()
        .until(
            () ->
                bus.publish(NfvoAddresses.of(queue), Message.text("still"))
                        .toCompletableFuture()
                        .get()
                    == null);
    assertThat(bus.state()).isEqualTo(BusState.CLOSING);
  }

  @Test
  void aQueueThatAnAdministratorDeletesIsThereAgain() {
    List<String> got = new CopyOnWriteArrayList<>();
    List<String> others = new CopyOnWriteArrayList<>();
    QueueSpec spec = durable(queue);
    bus.consume(
        spec,
        10,
        delivery -> {
          got.add(text(delivery.message()));
          return done();
        });
    bus.consume(
        durable(queue + "-other"),
        10,
        delivery -> {
          others.add(text(delivery.message()));
          return done();
        });

    host.call("DELETE", "queues/" + host.name() + "/" + queue, "");

    await().until(() -> steady.inspect(queue).filter(q -> q.consumers() == 1).isPresent());
    join(steady.publish(NfvoAddresses.of(queue), Message.text("again")));
    join(steady.publish(NfvoAddresses.of(queue + "-other"), Message.text("as ever")));
    await().until(() -> got.contains("again") && others.contains("as ever"));
    assertThat(bus.state()).isEqualTo(BusState.OPEN);
    assertThat(proxy.connections()).isEqualTo(1);
  }
}
