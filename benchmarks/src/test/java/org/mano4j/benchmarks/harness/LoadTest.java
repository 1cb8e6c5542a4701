package org.mano4j.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

  @Test
  void keepsSoManyInFlightAndNoMore() throws Exception {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    Observed observed =
        Load.inFlight(
            8,
            () -> {
              most.accumulateAndGet(open.incrementAndGet(), Math::max);
              return CompletableFuture.runAsync(open::decrementAndGet, LATER);
            },
            SHORT);

    assertThat(most).hasValue(8);
    assertThat(open).hasValue(0);
    assertThat(observed.p50Micros()).isGreaterThan(900);
    assertThat(observed.duration()).isGreaterThanOrEqualTo(SHORT);
  }

  @Test
  void operationsThatAreDoneAtOnceDoNotGoDeeper() throws Exception {
    Set<Integer> depths = ConcurrentHashMap.newKeySet();

    Load.inFlight(
        2,
        () -> {
          depths.add(new Throwable().getStackTrace().length);
          return CompletableFuture.completedFuture("done");
        },
        SHORT);

    assertThat(depths).hasSize(1);
  }

  @Test
  void anOperationThatFailsEndsTheLoad() {
    assertThatThrownBy(
            () ->
                Load.inFlight(
                    4,
                    () ->
                        CompletableFuture.runAsync(
                            () -> {
                              throw new IllegalStateException("refused");
                            },
                            LATER),
                    Duration.ofMinutes(1)))
        .hasMessageContaining("refused");
  }

  @Test
  void runsBothInTurns() throws Exception {
    StringBuilder order = new StringBuilder();

    Compared compared = Compared.inTurns(3, () -> round(order, 'a'), () -> round(order, 'b'));

    assertThat(order).hasToString("abbaab");
    assertThat(compared.ours().times().getTotalCount()).isEqualTo(3);
  }

  private static Observed round(StringBuilder order, char name) throws Exception {
    return Load.sequential(() -> order.append(name), Duration.ofNanos(1));
  }
}
