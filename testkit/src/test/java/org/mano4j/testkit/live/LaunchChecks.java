package org.mano4j.testkit.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.mano4j.catalogue.record.Status;
import org.mano4j.testkit.Failure;

/** What must hold after a launch in which something went wrong. */
final class LaunchChecks {

  /** Launches mostly wait. */
  private static final int AT_A_TIME = 10;

  private static final int SERVERS = 2;

  private LaunchChecks() {}

  /** The steps of a launch in which nothing goes wrong. */
  static List<String> steps(LaunchSite site) {
    site.steps.arm(null);
    String nsr = site.launch();
    assertThat(site.end(nsr)).isEqualTo(Status.ACTIVE);
    return site.steps.seen();
  }

  /** After a launch has ended: nothing is done twice unnoticed or left behind, and all works. */
  static void afterwards(LaunchSite site, String nsr, Status end) throws Exception {
    try {
      check(site, nsr, end);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "after " + end + " (" + site.nfvo.failure(nsr) + "):\n" + site.nfvo.trace(), e);
    }
  }

  private static void check(LaunchSite site, String nsr, Status end) throws Exception {
    List<String> recorded = site.recorded(nsr);
    if (end.equals(Status.ACTIVE)) {
      assertThat(recorded).hasSize(SERVERS);
      assertThat(site.driver.running.keySet()).containsExactlyInAnyOrderElementsOf(recorded);
    } else {
      assertThat(site.nfvo.failure(nsr).map(Failure::message))
          .hasValueSatisfying(why -> assertThat(why).isNotBlank());
    }
    site.awaitMended();
    site.nfvo.terminate(nsr).get(60, TimeUnit.SECONDS);
    assertThat(site.driver.running.keySet()).noneMatch(recorded::contains);
    Set<String> left = new HashSet<>(site.driver.running.keySet());

    String next = site.launch();
    assertThat(site.end(next)).isEqualTo(Status.ACTIVE);
    assertThat(site.recorded(next)).hasSize(SERVERS).noneMatch(left::contains);
    site.nfvo.terminate(next).get(60, TimeUnit.SECONDS);

    assertThat(site.driver.running.keySet()).isEqualTo(left);
    assertThat(site.driver.launched).as("host names").doesNotHaveDuplicates();
    noWorkTwiceUnnoticed(site.vnfm.calls);
  }

  private static void noWorkTwiceUnnoticed(List<CountingVnfm.Call> calls) {
    Set<String> done = new HashSet<>();
    for (CountingVnfm.Call call : calls) {
      assertThat(done.add(call.work()) || call.redelivered())
          .as("%s for the first time or flagged", call)
          .isTrue();
    }
  }

  /** A test of one case. */
  interface Case<T> {
    void run(T what) throws Exception;
  }

  /** Runs a case for each, some at a time; fails with all that failed. */
  static <T> void together(long seed, List<T> all, Case<T> one) {
    List<AssertionError> failures = new CopyOnWriteArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (T each : all) {
        running.add(
            threads.submit(
                () -> {
                  try {
                    one.run(each);
                  } catch (Throwable e) {
                    failures.add(new AssertionError(each.toString(), e));
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdownNow();
    }
    if (!failures.isEmpty()) {
      AssertionError failed =
          new AssertionError(
              failures.size() + " of " + all.size() + " failed; repeat with -Dmano4j.seed=" + seed,
              failures.get(0));
      failures.stream().skip(1).forEach(failed::addSuppressed);
      throw failed;
    }
  }
}
