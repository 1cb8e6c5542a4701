package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClientOptions;
import org.mano4j.pop.server.Gate;

/** A deletion returns when nothing is left, since nobody asks again. */
class DepartureTest {

  /** A call of the Pop gives up long before an instance that hangs ends. */
  private DriverBench bench = bench(Duration.ofMinutes(2));

  private static DriverBench bench(Duration endLimit) {
    return new DriverBench(
        PopClientOptions.defaults().withDeadline(Duration.ofMillis(700)),
        builder -> builder.endLimit(endLimit));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private String running() {
    String id = bench.pop.create(ContainerConfig.of("web-1", Pops.IMAGE)).id();
    bench.pop.start(Filter.byId(id));
    return id;
  }

  private void delete(String server) {
    bench.driver.deleteServerByIdAndWait(bench.vim, server);
  }

  @Test
  void waitsForAnInstanceThatTakesLongerThanOneCall() {
    String server = running();
    CompletableFuture<Void> deletion;
    try (Gate stops = bench.backend.holdStops()) {
      deletion = CompletableFuture.runAsync(() -> delete(server));
      await().until(() -> stops.waiting() == 1);
      assertThatCode(() -> deletion.get(900, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
    }

    assertThat(deletion).succeedsWithin(Duration.ofMinutes(1));
    assertThat(bench.server.stats().containers()).isZero();
  }

  @Test
  void triesAgainWhenThePlatformFails() {
    String server = running();
    bench.backend.failNextStop("the engine is tired");

    delete(server);

    assertThat(bench.server.stats().containers()).isZero();
    assertThat(bench.backend.runningInstances()).isEmpty();
  }

  @Test
  void saysWhyAtTheLimit() {
    bench.close();
    bench = bench(Duration.ofSeconds(4));
    String server = running();
    try (Gate stops = bench.backend.holdStops()) {
      assertThatExceptionOfType(VimDriverException.class)
          .isThrownBy(() -> delete(server))
          .withMessageContainingAll(server, "is not gone after 4 s", "delete it again");
      assertThat(stops.waiting()).isEqualTo(1);
    }

    await().untilAsserted(() -> assertThat(bench.server.stats().containers()).isZero());
  }

  @Test
  void endsWhenItIsInterrupted() throws Exception {
    String server = running();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    try (Gate stops = bench.backend.holdStops()) {
      Thread caller =
          new Thread(
              () -> {
                try {
                  delete(server);
                } catch (RuntimeException e) {
                  failure.set(e);
                }
                flag.set(Thread.currentThread().isInterrupted());
              },
              "interrupted-deletion");
      caller.start();
      await().until(() -> stops.waiting() == 1);
      caller.interrupt();
      caller.join(60_000);
      assertThat(caller.isAlive()).isFalse();
    }

    assertThat(failure.get()).isInstanceOf(VimDriverException.class);
    assertThat(failure.get()).hasMessageContaining("interrupted");
    assertThat(flag.get()).isTrue();
    await().untilAsserted(() -> assertThat(bench.pop.container(Filter.byName("web-1"))).isEmpty());
  }

  @Test
  void theLimitMustBeATime() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PopVimDriver.builder().endLimit(Duration.ZERO))
        .withMessageContaining("endLimit");
  }
}
