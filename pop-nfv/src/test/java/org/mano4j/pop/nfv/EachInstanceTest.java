package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFCInstanceBuilder;
import org.mano4j.vnfm.VnfmException;

class EachInstanceTest {

  private static final MgmtVnfmOptions OPTIONS = MgmtVnfmOptions.defaults().withParallelism(4);

  private static List<VNFCInstance> instances(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> VNFCInstanceBuilder.builder().hostname("web-" + i).build())
        .toList();
  }

  @Test
  void worksOnSeveralAtATimeAndNoMore() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier four = new CyclicBarrier(4);

    EachInstance.run(
        instances(40),
        OPTIONS,
        () -> false,
        instance -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          try {
            four.await(20, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          running.decrementAndGet();
        });

    assertThat(most).hasValueBetween(4, 4);
  }

  @Test
  void doesTheOthersWhenSomeFailAndNamesAllThatDid() {
    Set<String> done = ConcurrentHashMap.newKeySet();

    assertThatThrownBy(
            () ->
                EachInstance.run(
                    instances(9),
                    OPTIONS,
                    () -> false,
                    instance -> {
                      String name = String.valueOf(instance.hostname());
                      if (name.equals("web-3") || name.equals("web-7")) {
                        throw new IllegalStateException("no room for " + name);
                      }
                      done.add(name);
                    }))
        .isInstanceOf(VnfmException.class)
        .hasMessage("2 of 9 instances failed: web-3: no room for web-3; web-7: no room for web-7");
    assertThat(done).hasSize(7);
  }

  @Test
  void anErrorIsAFailureToo() {
    assertThatThrownBy(
            () ->
                EachInstance.run(
                    instances(1),
                    OPTIONS,
                    () -> false,
                    instance -> {
                      throw new StackOverflowError("deep");
                    }))
        .isInstanceOf(VnfmException.class)
        .hasMessageContaining("deep");
  }

  @Test
  void theCallingThreadDoesAllIfTheExecutorTakesNothingOrNeverRunsIt() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    EachInstance.run(
        instances(5),
        OPTIONS.withExecutor(
            task -> {
              throw new RejectedExecutionException("full");
            }),
        () -> false,
        instance -> threads.add(Thread.currentThread()));
    EachInstance.run(
        instances(5),
        OPTIONS.withExecutor(task -> {}),
        () -> false,
        instance -> threads.add(Thread.currentThread()));

    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void nothingIsBegunWhenNobodyWaitsAnyMore() {
    assertThatThrownBy(
            () ->
                EachInstance.run(
                    instances(2),
                    OPTIONS,
                    () -> true,
                    instance -> {
                      throw new AssertionError("begun");
                    }))
        .hasMessageContaining("2 of 2 instances failed")
        .hasMessageContaining("nobody waits");
  }

  @Test
  void anInterruptReachesThoseWhoHelp() throws Exception {
    CountDownLatch begun = new CountDownLatch(4);
    CountDownLatch interrupted = new CountDownLatch(4);
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                EachInstance.run(
                    instances(8),
                    OPTIONS,
                    () -> false,
                    instance -> {
                      begun.countDown();
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                        Thread.currentThread().interrupt();
                      }
                    });
              } catch (VnfmException e) {
                outcome.set(e);
              }
            });
    caller.start();
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();

    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    caller.join(20_000);
    assertThat(outcome.get()).hasMessageContaining("interrupted");
  }
}
