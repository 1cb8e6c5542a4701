package org.mano4j.testkit.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.Waiting.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.DrainReport;
import org.mano4j.vnfm.VnfmContext;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmMetrics;
import org.mano4j.vnfm.VnfmRuntime;

/** Two replicas with a hundred requests in work and more to come, one of which is drained. */
class DrainUnderLoadIT {

  private static final int OF_EACH = 50;
  private static final int MORE = 100;

  private final LiveNfvo nfvo = new LiveNfvo();
  private final AtomicInteger answered = new AtomicInteger();
  private final Replica leaving = new Replica();
  private final Replica staying = new Replica();
  private final Map<String, CompletableFuture<Optional<VnfmOrMessage>>> answers =
      new ConcurrentHashMap<>();

  /** Works until it is allowed to end. */
  private final class Replica implements VnfmHandler {

    final List<String> begun = new CopyOnWriteArrayList<>();
    final List<String> again = new CopyOnWriteArrayList<>();
    final Map<String, CountDownLatch> mayEnd = new ConcurrentHashMap<>();
    final VnfmRuntime runtime =
        nfvo.vnfm(this)
            .workers(OF_EACH)
            .metrics(
                new VnfmMetrics() {
                  @Override
                  public void answered(Action.Known action, Duration after) {
                    answered.incrementAndGet();
                  }
                })
            .build();

    @Override
    public VirtualNetworkFunctionRecord start(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
      (context.redelivered() ? again : begun).add(String.valueOf(vnfr.name()));
      mayEnd(vnfr.name()).await();
      return vnfr;
    }

    CountDownLatch mayEnd(String vnfr) {
      return mayEnd.computeIfAbsent(vnfr, name -> new CountDownLatch(1));
    }
  }

  @BeforeEach
  void startAHundredRequests() {
    leaving.runtime.start();
    staying.runtime.start();
    send(0, 2 * OF_EACH);
    await()
        .untilAsserted(
            () -> {
              assertThat(leaving.begun).hasSize(OF_EACH);
              assertThat(staying.begun).hasSize(OF_EACH);
            });
  }

  @AfterEach
  void close() {
    leaving.runtime.close();
    staying.runtime.close();
    nfvo.close();
  }

  private void send(int from, int to) {
    for (int i = from; i < to; i++) {
      answers.put("vnf-" + i, nfvo.request(LiveNfvo.start("vnf-" + i)));
    }
  }

  /** From now on the other replica ends what it begins. */
  private void work() {
    answers.keySet().forEach(vnfr -> staying.mayEnd(vnfr).countDown());
  }

  private CompletableFuture<DrainReport> drain(Duration limit) {
    CompletableFuture<DrainReport> report =
        CompletableFuture.supplyAsync(() -> leaving.runtime.drain(limit));
    await().until(() -> leaving.runtime.state() == VnfmRuntime.State.DRAINING);
    return report;
  }

  private void allAreAnswered() throws Exception {
    for (CompletableFuture<Optional<VnfmOrMessage>> answer : answers.values()) {
      assertThat(answer.get(60, TimeUnit.SECONDS).orElseThrow().action()).isEqualTo(Action.START);
    }
  }

  @Test
  void finishesEverythingWithinItsLimitAndLeavesTheRestToTheOther() throws Exception {
    CompletableFuture<DrainReport> report = drain(Duration.ofSeconds(60));
    send(2 * OF_EACH, 2 * OF_EACH + MORE);
    work();
    await().until(() -> answered.get() == OF_EACH + MORE);
    assertThat(report).isNotDone();
    leaving.begun.forEach(vnfr -> leaving.mayEnd(vnfr).countDown());

    assertThat(report.get(60, TimeUnit.SECONDS)).isEqualTo(new DrainReport(OF_EACH, 0));
    allAreAnswered();
    assertThat(answered).hasValue(answers.size());
    assertThat(leaving.begun).hasSize(OF_EACH);
    assertThat(staying.begun).hasSize(OF_EACH + MORE).doesNotHaveDuplicates();
    assertThat(staying.again).isEmpty();
  }

  @Test
  void reportsWhatWasLeftAtItsLimitAndTheOtherDoesThatAgain() throws Exception {
    List<String> done = List.copyOf(leaving.begun).subList(0, 30);
    CompletableFuture<DrainReport> report = drain(Duration.ofSeconds(5));
    done.forEach(vnfr -> leaving.mayEnd(vnfr).countDown());
    send(2 * OF_EACH, 2 * OF_EACH + MORE);
    work();

    assertThat(report.get(60, TimeUnit.SECONDS)).isEqualTo(new DrainReport(30, OF_EACH - 30));
    allAreAnswered();
    Set<String> left = new HashSet<>(leaving.begun);
    done.forEach(left::remove);
    assertThat(staying.again).containsExactlyInAnyOrderElementsOf(left);
    List<String> once = new ArrayList<>(leaving.begun);
    once.addAll(staying.begun);
    assertThat(once).containsExactlyInAnyOrderElementsOf(answers.keySet());
    assertThat(answered).hasValue(answers.size());
  }
}
