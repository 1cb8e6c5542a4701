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
import org.mano4j.catalogue.vim.Server;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClientOptions;
import org.mano4j.pop.server.Gate;

/** A deletion returns when nothing is left, since nobody asks again. */
class DepartureTest {

  /** A call of the Pop gives up long before an instance that hangs ends. */
  private final DriverBench bench =
      new DriverBench(
          PopClientOptions.defaults().withDeadline(Duration.ofMillis(400)),
          builder -> builder.endLimit(Duration.ofSeconds(2)));

  @AfterEach
  void close() {
    bench.close();
  }

  private Server running() {
    return bench.driver.launchInstanceAndWait(
        bench.startingVim(), PopVimDriverTest.request("web-1", "private"));
  }

  private void delete(Server server) {
    bench.driver.deleteServerByIdAndWait(bench.vim, server.extId());
  }

  @Test
  void waitsForAnInstanceThatTakesLongerThanOneCall() {
    Server server = running();
    CompletableFuture<Void> deletion;
    try (Gate stops = bench.backend.holdStops()) {
      deletion = CompletableFuture.runAsync(() -> delete(server));
      await().until(() -> stops.waiting() == 1);
      assertThatCode(() -> deletion.get(600, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
    }

    assertThat(deletion).succeedsWithin(Duration.ofSeconds(10));
    assertThat(bench.server.stats().containers()).isZero();
  }

  @Test
  void triesAgainWhenThePlatformFails() {
    Server server = running();
    bench.backend.failNextStop("the engine is tired");

    delete(server);

    assertThat(bench.server.stats().containers()).isZero();
    assertThat(bench.backend.runningInstances()).isEmpty();
  }

  @Test
  void saysWhyAtTheLimit() {
    Server server = running();
    try (Gate stops = bench.backend.holdStops()) {
      assertThatExceptionOfType(VimDriverException.class)
          .isThrownBy(() -> delete(server))
          .withMessageContainingAll(server.extId(), "is not gone after 2 s", "delete it again");
      assertThat(stops.waiting()).isEqualTo(1);
    }

    await().untilAsserted(() -> assertThat(bench.server.stats().containers()).isZero());
  }

  @Test
  void endsWhenItIsInterrupted() throws Exception {
    Server server = running();
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
      caller.join(5_000);
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
