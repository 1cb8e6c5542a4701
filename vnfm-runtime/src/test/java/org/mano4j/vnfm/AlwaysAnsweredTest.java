package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** Whatever fails: a request has one answer, and those behind it have their turn. */
class AlwaysAnsweredTest {

  private final ScriptedNfvo nfvo = new ScriptedNfvo();

  @AfterEach
  void stop() {
    nfvo.close();
  }

  private JsonNode request(Action action) {
    return nfvo.request("dummy", Messages.startStop(action, "a")).join();
  }

  @Test
  void answersWhenThereIsNoFurtherThread() {
    AtomicInteger tasks = new AtomicInteger();
    nfvo.start(
        nfvo.vnfm(new VnfmHandler() {})
            .executor(
                task -> {
                  if (tasks.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("unable to create native thread");
                  }
                  task.run();
                }));

    JsonNode first = request(Action.START);
    JsonNode second = request(Action.STOP);

    assertThat(first.at("/action").asText()).isEqualTo("ERROR");
    assertThat(first.at("/exception/detailMessage").asText())
        .contains("unable to create native thread");
    assertThat(second.at("/action").asText()).isEqualTo("STOP");
  }

  /** Not even its message can be had. */
  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("nothing to say");
    }
  }

  private void startThrowing(RuntimeException failure) {
    nfvo.start(
        nfvo.vnfm(
            new VnfmHandler() {
              @Override
              public VirtualNetworkFunctionRecord start(
                  VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
                throw failure;
              }
            }));
  }

  @Test
  void answersWhenAFailureCannotSayWhatItIs() {
    startThrowing(new Unspeakable());

    JsonNode first = request(Action.START);
    JsonNode second = request(Action.STOP);

    assertThat(first.at("/action").asText()).isEqualTo("ERROR");
    assertThat(first.at("/exception/detailMessage").asText())
        .startsWith("the handler threw a ")
        .endsWith("Unspeakable that cannot say what it is");
    assertThat(second.at("/action").asText()).isEqualTo("STOP");
  }

  @Test
  void answersWhenAFailureCannotBeReported() {
    startThrowing(new IllegalStateException("outer", new Unspeakable()));

    JsonNode first = request(Action.START);
    JsonNode second = request(Action.STOP);

    assertThat(first.at("/action").asText()).isEqualTo("ERROR");
    assertThat(first.at("/virtualNetworkFunctionRecord/id").asText()).isEqualTo("id-a");
    assertThat(first.at("/exception/detailMessage").asText())
        .startsWith("START of VNFR 'a' failed, and the report of that, too: ");
    assertThat(second.at("/action").asText()).isEqualTo("STOP");
  }

  /** Counts how requests end. */
  private static final class Ends implements VnfmMetrics {
    final List<String> ends = new CopyOnWriteArrayList<>();

    @Override
    public void answered(Action.Known action, Duration after) {
      ends.add("answered");
    }

    @Override
    public void failed(Action.Known action, Duration after) {
      ends.add("failed");
    }

    @Override
    public void expired(Action.Known action) {
      ends.add("expired");
    }
  }

  /** Lets the handler end in the middle of its giving up. */
  private static final class InBetween extends Clock {
    final CountDownLatch go = new CountDownLatch(1);
    final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public Instant instant() {
      if (Thread.currentThread().getName().contains("timer")) {
        go.countDown();
        await().until(() -> ended.getCount() == 0);
      }
      return Instant.EPOCH;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void countsAsExpiredOnlyWhatIsAnsweredSo() {
    Ends metrics = new Ends();
    InBetween clock = new InBetween();
    nfvo.start(
        nfvo.vnfm(
                new VnfmHandler() {
                  @Override
                  public VirtualNetworkFunctionRecord start(
                      VnfmContext context, VirtualNetworkFunctionRecord vnfr) throws Exception {
                    clock.go.await();
                    return vnfr;
                  }
                })
            .executor(
                task ->
                    new Thread(
                            () -> {
                              task.run();
                              clock.ended.countDown();
                            })
                        .start())
            .clock(clock)
            .answerLimit(Duration.ofMillis(200))
            .metrics(metrics));

    JsonNode answer = request(Action.START);

    await().until(() -> metrics.ends.size() == 1);
    assertThat(metrics.ends)
        .containsExactly(answer.at("/action").asText().equals("ERROR") ? "expired" : "answered");
  }
}
