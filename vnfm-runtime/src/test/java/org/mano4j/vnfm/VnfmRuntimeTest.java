package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.DrainReport;
import org.slf4j.MDC;

class VnfmRuntimeTest {

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private final List<VnfmRuntime> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(VnfmRuntime::close);
    nfvo.close();
  }

  private VnfmRuntime start(VnfmRuntime.Builder builder) {
    VnfmRuntime vnfm = builder.build();
    started.add(vnfm);
    vnfm.start();
    return vnfm;
  }

  /** Waits in START, and remembers what it saw. */
  private static final class Waiting implements VnfmHandler {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);
    final List<VnfmContext> contexts = new CopyOnWriteArrayList<>();

    @Override
    public VirtualNetworkFunctionRecord start(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
      contexts.add(context);
      begun.countDown();
      go.await();
      return vnfr;
    }
  }

  @Test
  void registersUnderItsTypeWithItsQueue() {
    start(nfvo.vnfm(new VnfmHandler() {}).endpoint("dummy-queue").description("a test"));

    assertThat(nfvo.registrations)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.type()).isEqualTo("dummy");
              assertThat(request.vnfmManagerEndpoint().endpoint()).isEqualTo("dummy-queue");
              assertThat(request.vnfmManagerEndpoint().endpointType().text()).isEqualTo("RABBIT");
              assertThat(request.vnfmManagerEndpoint().description()).isEqualTo("a test");
              assertThat(request.vnfmManagerEndpoint().enabled()).isTrue();
              assertThat(request.vnfmManagerEndpoint().active()).isTrue();
            });
    assertThat(action(nfvo.request("dummy-queue", Messages.startStop(Action.START, "a"))))
        .isEqualTo("START");
  }

  @Test
  void tellsTheHandlerAboutItsRequest() {
    Instant now = Instant.parse("2026-11-21T10:00:00Z");
    Waiting handler = new Waiting();
    handler.go.countDown();
    VnfmRuntime vnfm =
        start(
            nfvo.vnfm(handler)
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .answerLimit(Duration.ofMinutes(3)));

    nfvo.request("dummy", Messages.startStop(Action.START, "a")).join();

    VnfmContext context = handler.contexts.get(0);
    assertThat(context.request().action()).isEqualTo(Action.START);
    assertThat(context.deadline()).isEqualTo(now.plus(Duration.ofMinutes(3)));
    assertThat(context.redelivered()).isFalse();
    assertThat(context.cancelled()).isFalse();
    assertThat(context.draining()).isFalse();
    assertThat(context.bus()).isPresent().isEqualTo(vnfm.bus());
  }

  @Test
  void namesThreadAndLogContextOfAHandler() {
    Map<String, String> seen = new ConcurrentHashMap<>();
    start(
        nfvo.vnfm(
            new VnfmHandler() {
              @Override
              public VirtualNetworkFunctionRecord start(
                  VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
                seen.putAll(MDC.getCopyOfContextMap());
                seen.put("thread", Thread.currentThread().getName());
                return vnfr;
              }
            }));

    nfvo.request("dummy", Messages.startStop(Action.START, "a")).join();

    assertThat(seen)
        .containsEntry("nsr", Messages.NSR)
        .containsEntry("vnfr", "a")
        .containsEntry("action", "START")
        .containsKey("correlationId");
    assertThat(seen.get("thread")).startsWith("vnfm-dummy-");
  }

  @Test
  void itsLogTellsWhatWasDoneForTheNfvo() {
    start(nfvo.vnfm(new VnfmHandler() {}));

    nfvo.request("dummy", Messages.startStop(Action.START, "told")).join();

    await()
        .untilAsserted(
            () ->
                assertThat(RecordedLog.LINES)
                    .anyMatch(
                        line -> line.matches("INFO START of VNFR 'told' is done after \\d+ ms")));
  }

  @Test
  void runsHandlersOnTheExecutorItIsGiven() {
    List<String> threads = new CopyOnWriteArrayList<>();
    ExecutorService mine = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
    VnfmRuntime vnfm =
        start(
            nfvo.vnfm(
                    new VnfmHandler() {
                      @Override
                      public VirtualNetworkFunctionRecord start(
                          VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
                        threads.add(Thread.currentThread().getName());
                        return vnfr;
                      }
                    })
                .executor(mine));

    nfvo.request("dummy", Messages.startStop(Action.START, "a")).join();
    vnfm.close();

    assertThat(threads).containsExactly("mine");
    assertThat(mine.isShutdown()).isFalse();
    mine.shutdownNow();
  }

  @Test
  void leavesAnUnfinishedRequestToTheNextManagerWhichSeesThatItIsRedelivered() throws Exception {
    Waiting dying = new Waiting();
    VnfmRuntime first = start(nfvo.vnfm(dying));
    CompletableFuture<JsonNode> answer =
        nfvo.request("dummy", Messages.startStop(Action.START, "a"));
    dying.begun.await();

    first.close();
    assertThat(dying.contexts.get(0).cancelled()).isTrue();
    assertThat(answer).isNotDone();
    Waiting successor = new Waiting();
    successor.go.countDown();
    start(nfvo.vnfm(successor));

    assertThat(action(answer)).isEqualTo("START");
    assertThat(successor.contexts.get(0).redelivered()).isTrue();
  }

  @Test
  void finishesWhatItHasWhenDrained() throws Exception {
    Waiting handler = new Waiting();
    VnfmRuntime vnfm = start(nfvo.vnfm(handler));
    CompletableFuture<JsonNode> answer =
        nfvo.request("dummy", Messages.startStop(Action.START, "a"));
    handler.begun.await();
    ExecutorService other = Executors.newSingleThreadExecutor();
    Future<DrainReport> drained = other.submit(() -> vnfm.drain(Duration.ofSeconds(20)));
    await().until(() -> handler.contexts.get(0).draining());
    handler.go.countDown();

    assertThat(drained.get(20, TimeUnit.SECONDS).clean()).isTrue();
    assertThat(action(answer)).isEqualTo("START");
    assertThat(vnfm.state()).isEqualTo(VnfmRuntime.State.DRAINING);
    other.shutdownNow();
  }

  @Test
  void reportsWhatADrainLeaves() throws Exception {
    Waiting handler = new Waiting();
    VnfmRuntime vnfm = start(nfvo.vnfm(handler));
    nfvo.request("dummy", Messages.startStop(Action.START, "a"));
    nfvo.request("dummy", Messages.startStop(Action.STOP, "a"));
    handler.begun.await();

    DrainReport report = vnfm.drain(Duration.ofMillis(50));

    assertThat(report.clean()).isFalse();
    assertThat(report.finished()).isZero();
  }

  @Test
  void deregistersWhenTheLastOfItsTypeIsClosed() {
    VnfmRuntime one = start(nfvo.vnfm(new VnfmHandler() {}));
    VnfmRuntime two = start(nfvo.vnfm(new VnfmHandler() {}));

    one.close();
    assertThat(nfvo.broker.queueExists("dummy")).isTrue();
    two.close();

    await().until(() -> nfvo.registrations.size() == 3);
    assertThat(nfvo.registrations.get(2).deregisters()).isTrue();
    assertThat(nfvo.registrations.get(2).vnfmManagerEndpoint().type()).isEqualTo("dummy");
    assertThat(nfvo.broker.queueExists("dummy")).isFalse();
  }

  @Test
  void deregistersNeverOrAlwaysIfToldSo() {
    VnfmRuntime never =
        start(
            nfvo.vnfm(new VnfmHandler() {})
                .channel(
                    BusChannel.builder(nfvo.broker)
                        .deregistration(BusChannel.Deregistration.NEVER)
                        .build()));
    never.close();
    assertThat(nfvo.broker.queueExists("dummy")).isTrue();
    start(nfvo.vnfm(new VnfmHandler() {}));
    VnfmRuntime always =
        start(
            nfvo.vnfm(new VnfmHandler() {})
                .channel(
                    BusChannel.builder(nfvo.broker)
                        .deregistration(BusChannel.Deregistration.ALWAYS)
                        .build()));
    always.close();

    await().until(() -> nfvo.registrations.size() == 4);
    assertThat(nfvo.registrations.get(3).deregisters()).isTrue();
  }

  @Test
  void losesItsQueueWithItselfIfToldSo() {
    VnfmRuntime vnfm =
        start(
            nfvo.vnfm(new VnfmHandler() {})
                .channel(
                    BusChannel.builder(nfvo.broker)
                        .autoDelete(true)
                        .deregistration(BusChannel.Deregistration.NEVER)
                        .build()));
    assertThat(nfvo.broker.queueExists("dummy")).isTrue();

    vnfm.close();

    assertThat(nfvo.broker.queueExists("dummy")).isFalse();
  }

  @Test
  void isUsedOnce() {
    VnfmRuntime vnfm = start(nfvo.vnfm(new VnfmHandler() {}));
    assertThatThrownBy(vnfm::start).isInstanceOf(IllegalStateException.class);

    vnfm.close();
    vnfm.close();

    assertThat(vnfm.state()).isEqualTo(VnfmRuntime.State.CLOSED);
    assertThat(vnfm.drain(Duration.ofSeconds(1))).isEqualTo(new DrainReport(0, 0));
    assertThatThrownBy(vnfm::start).hasMessageContaining("it is CLOSED");
  }

  @Test
  void saysWhatItIsMissing() {
    VnfmHandler handler = new VnfmHandler() {};
    assertThatThrownBy(() -> VnfmRuntime.builder(handler).build()).hasMessageContaining("no type");
    assertThatThrownBy(() -> VnfmRuntime.builder(handler).type("t").build())
        .hasMessageContaining("no channel");
    assertThatThrownBy(() -> VnfmRuntime.builder(handler).answerLimit(Duration.ofMinutes(26)))
        .hasMessageContaining("at most 25 minutes");
    assertThatThrownBy(() -> VnfmRuntime.builder(handler).rpcTimeout(Duration.ZERO))
        .hasMessageContaining("more than zero");
  }

  private static String action(CompletableFuture<JsonNode> answer) {
    return answer.join().at("/action").asText();
  }
}
