package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mano4j.messaging.BusTests.LONG;
import static org.mano4j.messaging.BusTests.SHORT;
import static org.mano4j.messaging.BusTests.assertFails;
import static org.mano4j.messaging.BusTests.done;
import static org.mano4j.messaging.BusTests.durable;
import static org.mano4j.messaging.BusTests.join;
import static org.mano4j.messaging.BusTests.plain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time-outs fire whatever the executor of the handlers and the continuations do. */
class InMemoryTimeoutTest {

  private final ExecutorService single = Executors.newSingleThreadExecutor();
  private final AtomicBoolean exhausted = new AtomicBoolean();
  private final CountDownLatch released = new CountDownLatch(1);
  private final InMemoryBusConnector connector =
      new InMemoryBusConnector(
          task -> {
            if (exhausted.get()) {
              throw new RejectedExecutionException("no thread");
            }
            single.execute(task);
          });
  private final MessageBus bus = connector.open(new BusCredentials("user", "password"), "timeouts");

  @BeforeEach
  void declareAQueueThatNobodyAnswersFrom() {
    bus.consume(durable("silent"), 1, delivery -> done()).close();
  }

  @AfterEach
  void close() {
    released.countDown();
    connector.close();
    single.shutdownNow();
  }

  private CompletionStage<Message> ask(Duration timeout) {
    return bus.request(Address.queue("silent"), Message.text("x"), timeout);
  }

  @Test
  void requestsTimeOutWhileTheExecutorTakesNoTask() {
    exhausted.set(true);

    assertFails(ask(SHORT), BusException.NoReply.class, "'silent'");
    assertFails(ask(SHORT), BusException.NoReply.class, "'silent'");
  }

  @Test
  void aHandlerThatHoldsTheOnlyThreadSeesItsRequestTimeOut() {
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    bus.consume(
        plain("work"),
        1,
        delivery -> {
          seen.complete(
              ask(SHORT).handle((answer, failure) -> failure).toCompletableFuture().join());
          return done();
        });

    join(bus.publish(Address.queue("work"), Message.text("x")));

    assertThat(join(seen)).isInstanceOf(BusException.NoReply.class);
  }

  @Test
  void aContinuationMayWaitForAnotherTimeOut() {
    CompletionStage<Message> nested =
        ask(SHORT).handle((answer, failure) -> ask(SHORT).toCompletableFuture().join());

    assertFails(nested, BusException.NoReply.class);
  }

  @Test
  void aContinuationThatBlocksHoldsUpNoLaterTimeOut() {
    CountDownLatch blocked = new CountDownLatch(1);
    // those that are late at the same moment are told one after the other
    CompletionStage<Message> later = ask(Duration.ofSeconds(2));
    ask(SHORT)
        .whenComplete(
            (answer, failure) -> {
              blocked.countDown();
              BusTests.block(released);
            });

    assertFails(later, BusException.NoReply.class);
    await().atMost(LONG).until(() -> blocked.getCount() == 0);
  }

  @Test
  void aTimeOutDoesNotRunOnTheExecutorOfTheHandlers() {
    Thread handlers = join(CompletableFuture.supplyAsync(Thread::currentThread, single));

    // so long that it is not over before anything follows on it
    Thread thread =
        join(ask(Duration.ofSeconds(2)).handle((answer, failure) -> Thread.currentThread()));

    assertThat(thread).isNotSameAs(handlers);
    assertThat(thread.isDaemon()).isTrue();
  }

  @Test
  void queuesExpireWhileTheExecutorTakesNoTask() {
    exhausted.set(true);
    QueueSpec expiring =
        new QueueSpec("short-lived", true, false, false, Map.of("x-expires", 50), List.of());

    bus.consume(expiring, 1, delivery -> done()).close();

    await().atMost(LONG).until(() -> bus.inspect("short-lived").isEmpty());
  }
}
