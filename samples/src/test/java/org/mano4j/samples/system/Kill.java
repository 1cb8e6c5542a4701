package org.mano4j.samples.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.mano4j.catalogue.record.Status;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.testkit.Failure;

/** When a process is killed during a launch, and what must hold afterwards. */
sealed interface Kill {

  /** Has it killed in the launch that begins next. */
  void prepare(SystemBench bench, Runnable kill);

  /** When this step comes. */
  record At(String step) implements Kill {
    @Override
    public void prepare(SystemBench bench, Runnable kill) {
      bench.steps().at(step, kill);
    }

    @Override
    public String toString() {
      return "when " + step;
    }
  }

  /** When the Pop has done what it is asked for at this step, and nobody has heard of it. */
  record Unanswered(String step, ContainerStatus after) implements Kill {
    @Override
    public void prepare(SystemBench bench, Runnable kill) {
      bench
          .steps()
          .at(
              step,
              () -> {
                bench.pop().silent(true);
                CompletableFuture.runAsync(
                    () -> {
                      bench.pop().awaitContainers(after);
                      kill.run();
                      bench.pop().silent(false);
                    });
              });
    }

    @Override
    public String toString() {
      return "when " + step + ", and has done so, but not answered";
    }
  }

  /** At any moment. */
  record After(Duration time) implements Kill {
    @Override
    public void prepare(SystemBench bench, Runnable kill) {
      bench.steps().forget();
      CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS).execute(kill);
    }

    @Override
    public String toString() {
      return time.toMillis() + " ms after its begin";
    }
  }

  /**
   * Launches a service in which the process of a word is killed, and started again at once: it
   * becomes ACTIVE, or an ERROR is reported, and when it is terminated nothing is left.
   */
  static void duringLaunch(SystemBench bench, Kill when, String word) throws Exception {
    List<String> queues = bench.queues();
    DaemonProcess victim = bench.process(word);
    CompletableFuture<Void> back = new CompletableFuture<>();
    bench.steps().driverBack(isDriver(word) ? back : CompletableFuture.completedFuture(null));
    when.prepare(
        bench,
        () -> {
          victim.kill();
          new Thread(() -> again(bench, word, back), "again").start();
        });
    try {
      String nsr = bench.launch();
      back.get(SystemBench.BOUND.toSeconds(), TimeUnit.SECONDS);
      ended(bench, nsr, when);
      bench.terminate(nsr);
      bench.awaitNothingLeft(queues);
    } finally {
      back.complete(null);
      bench.pop().clear();
    }
  }

  private static boolean isDriver(String word) {
    return word.equals("plugind");
  }

  private static void again(SystemBench bench, String word, CompletableFuture<Void> back) {
    try {
      if (isDriver(word)) {
        bench.awaitDriverGone();
        bench.steps().driverGone();
      }
      bench.start(word).awaitReady();
      bench.awaitDriver();
      back.complete(null);
    } catch (RuntimeException | Error e) {
      back.completeExceptionally(e);
    }
  }

  private static void ended(SystemBench bench, String nsr, Kill when) {
    Status end = bench.end(nsr);
    String failure = bench.nfvo().failure(nsr).map(Failure::toString).orElse("");
    System.out.println(when + ": " + end + " " + failure);
    if (end.equals(Status.ACTIVE)) {
      assertThat(bench.pop().containers())
          .hasSize(BenchService.CONTAINERS)
          .allMatch(container -> container.status() == ContainerStatus.RUNNING);
    } else {
      assertThat(failure).isNotBlank();
    }
  }
}
