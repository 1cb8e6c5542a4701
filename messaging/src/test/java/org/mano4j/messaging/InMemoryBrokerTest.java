package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.mano4j.messaging.BusTests.LONG;
import static org.mano4j.messaging.BusTests.assertFails;
import static org.mano4j.messaging.BusTests.bound;
import static org.mano4j.messaging.BusTests.collect;
import static org.mano4j.messaging.BusTests.done;
import static org.mano4j.messaging.BusTests.durable;
import static org.mano4j.messaging.BusTests.join;
import static org.mano4j.messaging.BusTests.plain;
import static org.mano4j.messaging.BusTests.text;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only the broker inside the JVM does. */
class InMemoryBrokerTest {

  private static final BusCredentials USER = new BusCredentials("user", "password");

  private final List<InMemoryBusConnector> connectors = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    connectors.forEach(InMemoryBusConnector::close);
  }

  private InMemoryBusConnector broker(InMemoryBusOptions options) {
    InMemoryBusConnector connector = new InMemoryBusConnector(options);
    connectors.add(connector);
    return connector;
  }

  private InMemoryBusConnector broker() {
    return broker(InMemoryBusOptions.defaults());
  }

  @Test
  void connectorsAreBrokersOfTheirOwn() {
    MessageBus here = broker().open(USER, "here");
    MessageBus there = broker().open(USER, "there");
    collect(here, plain("q"), 1);

    join(here.publish(Address.queue("q"), Message.text("x")));
    assertFails(
        there.publish(Address.queue("q"), Message.text("x")), BusException.Unroutable.class);
  }

  @Test
  void aWindowCanBeMadeLargerAndSmaller() {
    MessageBus bus = broker().open(USER, "test");
    List<CompletableFuture<Optional<Message>>> held = new CopyOnWriteArrayList<>();
    Subscription subscription =
        bus.consume(
            durable("q"),
            1,
            delivery -> {
              CompletableFuture<Optional<Message>> answer = new CompletableFuture<>();
              held.add(answer);
              return answer;
            });
    for (int i = 0; i < 6; i++) {
      join(bus.publish(Address.queue("q"), Message.text("x")));
    }

    subscription.prefetch(4);
    await().until(() -> held.size() == 4);
    subscription.prefetch(2);
    held.get(0).complete(Optional.empty());
    held.get(1).complete(Optional.empty());
    assertThat(bus.inspect("q").orElseThrow().ready()).isEqualTo(2);

    held.get(2).complete(Optional.empty());
    await().until(() -> held.size() == 5);
    assertThatIllegalArgumentException().isThrownBy(() -> subscription.prefetch(0));
  }

  @Test
  void theReceiverDoesNotSeeWhatTheSenderDoesToItsBytesLater() {
    InMemoryBusConnector connector = broker();
    MessageBus bus = connector.open(USER, "test");
    bus.consume(durable("q"), 1, delivery -> done()).close();
    byte[] body = {'a'};

    join(bus.publish(Address.queue("q"), Message.text(body)));
    body[0] = 'b';

    List<Delivery> got = collect(bus, durable("q"), 1);
    await().until(() -> got.size() == 1);
    assertThat(text(got.get(0).message())).isEqualTo("a");
  }

  @Test
  void receiversOfOneMessageDoNotShareItsBytes() {
    MessageBus bus = broker().open(USER, "test");
    List<Delivery> first = collect(bus, bound("q1", List.of("key")), 1);
    List<Delivery> second = collect(bus, bound("q2", List.of("key")), 1);

    join(bus.publish(new Address("openbaton-exchange", "key"), Message.text("a")));

    await().until(() -> first.size() == 1 && second.size() == 1);
    assertThat(first.get(0).message().body()).isNotSameAs(second.get(0).message().body());
  }

  @Test
  void refusesMessagesWhenAQueueIsFull() {
    InMemoryBusConnector connector = broker(InMemoryBusOptions.defaults().withQueueLimit(2));
    MessageBus bus = connector.open(USER, "test");
    bus.consume(durable("q"), 1, delivery -> done()).close();
    join(bus.publish(Address.queue("q"), Message.text("1")));
    join(bus.publish(Address.queue("q"), Message.text("2")));

    assertFails(
        bus.publish(Address.queue("q"), Message.text("3")),
        BusException.Refused.class,
        "'q'",
        "full (2 messages)");

    List<Delivery> got = collect(bus, durable("q"), 1);
    await().until(() -> got.size() == 2);
    join(bus.publish(Address.queue("q"), Message.text("4")));
  }

  @Test
  void refusesRequestsWhenTooManyWait() {
    InMemoryBusConnector connector = broker(InMemoryBusOptions.defaults().withQueueLimit(2));
    MessageBus bus = connector.open(USER, "test");
    collect(bus, plain("q"), 10);
    bus.request(Address.queue("q"), Message.text("1"), LONG);
    bus.request(Address.queue("q"), Message.text("2"), LONG);

    assertFails(
        bus.request(Address.queue("q"), Message.text("3"), LONG), BusException.Refused.class);
  }

  @Test
  void showsQueuesAndTheirMessages() {
    InMemoryBusConnector connector = broker();
    MessageBus bus = connector.open(USER, "test");
    BusTests.Handler handler = new BusTests.Handler();
    bus.consume(durable("b"), 1, handler);
    bus.consume(plain("a"), 1, handler);
    join(bus.publish(Address.queue("b"), Message.text("1")));
    join(bus.publish(Address.queue("b"), Message.text("2")));

    assertThat(connector.queueNames()).containsExactly("a", "b");
    assertThat(connector.queueExists("a")).isTrue();
    assertThat(connector.queueExists("c")).isFalse();
    assertThat(connector.messageCount("b")).isEqualTo(2);
    assertThat(connector.messageCount("c")).isZero();
    assertThat(connector.inspect("b")).hasValue(new QueueStatus("b", 1, 1));
    await().until(() -> handler.texts().size() == 1);
    handler.finish("1");
    await().until(() -> connector.messageCount("b") == 1);
  }

  @Test
  void aQueueWhoseCancelledConsumerStillWorksIsNotUnused() {
    MessageBus bus = broker().open(USER, "test");
    BusTests.Handler handler = new BusTests.Handler();
    Subscription subscription = bus.consume(durable("q"), 1, handler);
    join(bus.publish(Address.queue("q"), Message.text("1")));
    await().until(() -> handler.texts().size() == 1);
    CompletableFuture<DrainReport> drained =
        CompletableFuture.supplyAsync(() -> subscription.drain(LONG));
    await().until(() -> bus.inspect("q").orElseThrow().consumers() == 0);

    assertThat(bus.deleteIfUnused("q")).isFalse();
    handler.finish("1");

    assertThat(join(drained)).isEqualTo(new DrainReport(1, 0));
    assertThat(bus.deleteIfUnused("q")).isTrue();
  }

  @Test
  void replyQueuesVanishWithTheirBus() {
    InMemoryBusConnector connector = broker();
    MessageBus server = connector.open(USER, "server");
    MessageBus client = connector.open(USER, "client");
    server.consume(plain("q"), 1, delivery -> done(Message.text("x")));
    join(client.request(Address.queue("q"), Message.text("x"), LONG));
    assertThat(connector.queueNames()).hasSize(2);

    client.close();

    assertThat(connector.queueNames()).containsExactly("q");
  }

  @Test
  void theAnswerIsThereBeforeTheRequestIsAcknowledged() {
    // everything runs in the publishing thread, so that the order can be seen
    InMemoryBusConnector connector =
        broker(InMemoryBusOptions.defaults().withExecutor(Runnable::run));
    MessageBus bus = connector.open(USER, "test");
    AtomicReference<Long> unacknowledged = new AtomicReference<>();
    bus.consume(durable("q"), 1, delivery -> done(Message.text("x")));
    bus.consume(
        plain("replies"),
        1,
        delivery -> {
          unacknowledged.set(connector.messageCount("q"));
          return done();
        });

    join(bus.publish(Address.queue("q"), Message.text("y").withReplyTo("replies")));

    assertThat(unacknowledged).hasValue(1L);
    assertThat(connector.messageCount("q")).isZero();
  }

  @Test
  void handlersRunOnTheGivenExecutor() {
    Queue<Runnable> tasks = new ArrayDeque<>();
    MessageBus bus =
        broker(InMemoryBusOptions.defaults().withExecutor(tasks::add)).open(USER, "test");
    List<Delivery> got = collect(bus, plain("q"), 10);

    join(bus.publish(Address.queue("q"), Message.text("1")));
    join(bus.publish(Address.queue("q"), Message.text("2")));
    assertThat(got).isEmpty();
    assertThat(tasks).hasSize(1);
    tasks.remove().run();

    assertThat(got).hasSize(2);
  }

  @Test
  void aSubscriptionThatClosesInItsHandlerBeginsNothingMore() {
    Queue<Runnable> tasks = new ArrayDeque<>();
    InMemoryBusConnector connector = broker(InMemoryBusOptions.defaults().withExecutor(tasks::add));
    MessageBus bus = connector.open(USER, "test");
    AtomicReference<Subscription> subscription = new AtomicReference<>();
    List<String> calls = new CopyOnWriteArrayList<>();
    subscription.set(
        bus.consume(
            durable("q"),
            10,
            delivery -> {
              calls.add(text(delivery.message()));
              subscription.get().close();
              return done();
            }));
    join(bus.publish(Address.queue("q"), Message.text("1")));
    join(bus.publish(Address.queue("q"), Message.text("2")));

    tasks.remove().run();

    assertThat(calls).containsExactly("1");
    assertThat(connector.inspect("q")).hasValue(new QueueStatus("q", 2, 0));
  }

  @Test
  void deliversAgainOnceAnExhaustedExecutorTakesTasks() {
    AtomicReference<Boolean> exhausted = new AtomicReference<>(true);
    MessageBus bus =
        new InMemoryBusConnector(
                task -> {
                  if (exhausted.get()) {
                    throw new RejectedExecutionException("no thread");
                  }
                  task.run();
                })
            .open(USER, "test");
    List<Delivery> got = collect(bus, plain("q"), 10);
    join(bus.publish(Address.queue("q"), Message.text("1")));
    assertThat(got).isEmpty();

    exhausted.set(false);
    join(bus.publish(Address.queue("q"), Message.text("2")));

    assertThat(got.stream().map(d -> text(d.message()))).containsExactly("1", "2");
  }

  @Test
  void ownThreadsAreNamedDaemons() {
    MessageBus bus = broker().open(USER, "test");
    AtomicReference<Thread> thread = new AtomicReference<>();
    bus.consume(
        plain("q"),
        1,
        delivery -> {
          thread.set(Thread.currentThread());
          return done();
        });

    join(bus.publish(Address.queue("q"), Message.text("x")));

    await().until(() -> thread.get() != null);
    assertThat(thread.get().isDaemon()).isTrue();
    assertThat(thread.get().getName()).startsWith("mano4j-bus-");
  }

  @Test
  void aClosedBrokerClosesItsBusesAndOpensNoOthers() {
    InMemoryBusConnector connector = broker();
    MessageBus bus = connector.open(USER, "test");

    connector.close();
    connector.close();

    assertThat(bus.state()).isEqualTo(BusState.CLOSED);
    assertThatExceptionOfType(BusException.Closed.class)
        .isThrownBy(() -> connector.open(USER, "again"))
        .withMessageContaining("'again'");
  }

  @Test
  void knowsFurtherExchangesOnceTheyAreDeclared() {
    InMemoryBusConnector connector = broker();
    MessageBus bus = connector.open(USER, "test");

    connector.declareExchange("plugin-exchange");
    List<Delivery> got = collect(bus, QueueSpec.named("q", "plugin-exchange"), 1);
    join(bus.publish(new Address("plugin-exchange", "q"), Message.text("x")));

    await().until(() -> got.size() == 1);
  }

  @Test
  void logsARejectedMessageWithoutItsContent() {
    MessageBus bus = broker().open(USER, "test");
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      bus.consume(
          durable("q"),
          1,
          delivery -> {
            throw new IllegalStateException("cannot read " + text(delivery.message()));
          });
      join(bus.publish(Address.queue("q"), Message.text("top-secret")));
      await().until(() -> log.toString(StandardCharsets.UTF_8).contains("rejected"));
    } finally {
      System.setErr(before);
    }

    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("'q'", "10 bytes", "SHA-256 ", "IllegalStateException")
        .doesNotContain("top-secret");
  }

  @Test
  void refusesBadOptionsAndNames() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> InMemoryBusOptions.defaults().withQueueLimit(0));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> broker().declareExchange(""));
    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> plain(""));
    MessageBus bus = broker().open(USER, "test");
    assertThatExceptionOfType(BusException.class)
        .isThrownBy(() -> bus.consume(plain("amq.mine"), 1, delivery -> done()))
        .withMessageContaining("amq.mine");
    QueueSpec wrong =
        new QueueSpec("q", true, false, false, java.util.Map.of("x-expires", "soon"), List.of());
    assertThatExceptionOfType(BusException.class)
        .isThrownBy(() -> bus.consume(wrong, 1, delivery -> done()))
        .withMessageContaining("x-expires");
  }
}
