package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.MessageBus;

/** How many requests a manager takes while others wait in its queue. */
class WindowTest {

  private static final int WORKERS = 3;
  private static final int REQUESTS = 60;

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private final MessageBus eye = nfvo.broker.open(new BusCredentials("admin", "a"), "eye");
  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();

  @AfterEach
  void close() {
    go.countDown();
    nfvo.close();
  }

  /** STOP is done at once, START when the test says so. */
  private final VnfmHandler handler =
      new VnfmHandler() {
        @Override
        public VirtualNetworkFunctionRecord start(
            VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
          begun.incrementAndGet();
          go.await();
          return vnfr;
        }
      };

  private VnfmRuntime.Builder manager() {
    return nfvo.vnfm(handler).workers(WORKERS);
  }

  private List<CompletableFuture<JsonNode>> starts() {
    return IntStream.range(0, REQUESTS)
        .mapToObj(i -> nfvo.request("dummy", Messages.startStop(Action.START, "start-" + i)))
        .toList();
  }

  private int waiting() {
    return (int) eye.inspect("dummy").orElseThrow().ready();
  }

  /** For longer than it takes the manager to look how many were done. */
  private void stopForAWhile() {
    long end = System.nanoTime() + 4 * Headroom.LOOK_NANOS;
    while (System.nanoTime() - end < 0) {
      stops(200).forEach(CompletableFuture::join);
    }
  }

  private List<CompletableFuture<JsonNode>> stops(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> nfvo.request("dummy", Messages.startStop(Action.STOP, "stop-" + i)))
        .toList();
  }

  @Test
  void requestsThatTakeLongWaitInTheQueueBesidesOneForEachWorker() {
    nfvo.start(manager());

    List<CompletableFuture<JsonNode>> answers = starts();
    await().until(() -> begun.get() == WORKERS);

    assertThat(waiting()).isEqualTo(REQUESTS - WORKERS);
    nfvo.start(manager());
    await().until(() -> begun.get() == 2 * WORKERS);
    assertThat(waiting()).isEqualTo(REQUESTS - 2 * WORKERS);
    go.countDown();
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.join().at("/action").asText()).isEqualTo("START"));
  }

  @Test
  void aManagerThatIsQuickTakesMoreThanItHasWorkers() {
    nfvo.start(manager());

    stops(5_000); // so many that it looks while they are done, right before the others come
    starts();
    await().atMost(ScriptedNfvo.PATIENCE).until(() -> begun.get() == WORKERS);

    await().untilAsserted(() -> assertThat(waiting()).isLessThan(REQUESTS - WORKERS));
  }

  @Test
  void aWindowThatWasGivenStaysAsItIs() {
    nfvo.start(manager().prefetch(5));
    stopForAWhile();

    starts();
    await().until(() -> begun.get() == WORKERS);

    await().untilAsserted(() -> assertThat(waiting()).isEqualTo(REQUESTS - 5));
  }
}
