package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.Waiting.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.record.Status;

/** Services that are terminated at any moment, with something going wrong or not. */
class RandomLifeTest {

  private static final Action[] STEPS = {Action.INSTANTIATE, Action.MODIFY, Action.START};

  @RegisterExtension
  final Lab lab = Lab.open(options -> options.withReleaseTimeout(Duration.ofMillis(300)));

  static List<Long> seeds() {
    long first = System.nanoTime();
    List<Long> seeds = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      seeds.add(first + i);
    }
    return seeds;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void leavesNothingOverWhenItIsTerminated(long seed) {
    try {
      live(new Random(seed));
    } catch (Exception | AssertionError e) {
      throw new AssertionError("with seed " + seed, e);
    }
  }

  private void live(Random random) throws Exception {
    int most = misbehave(random);
    String nsd =
        lab.onboard(
            Nsds.nsd()
                .vnf("a", 1 + random.nextInt(5), 9)
                .vnf("b", 1 + random.nextInt(5), 9)
                .vnf("c", 1, 9)
                .dependency("b", "a")
                .dependency("c", "a")
                .dependency("c", "b"));
    List<CompletableFuture<Boolean>> ends = new ArrayList<>();
    List<String> services = new ArrayList<>();

    for (int i = 0; i < 2; i++) {
      long until = lab.nfvo.trace().count() + 1 + random.nextInt(most);
      String nsr = lab.nfvo.launch(nsd);
      services.add(nsr);
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> lab.nfvo.trace().count() >= until || atRest(nsr));
      if (lab.nfvo.status(nsr).equals(Status.ACTIVE) && random.nextBoolean()) {
        scale(nsr);
      }
      ends.add(lab.nfvo.terminate(nsr));
    }
    for (CompletableFuture<Boolean> end : ends) {
      end.get();
    }

    assertThat(lab.driver.servers()).as("%s", lab.nfvo.trace()).isEmpty();
    assertThat(services).allMatch(nsr -> lab.nfvo.status(nsr).equals(Status.TERMINATED));
  }

  private boolean atRest(String nsr) {
    Status status = lab.nfvo.status(nsr);
    return status.equals(Status.ACTIVE) || status.equals(Status.ERROR);
  }

  private void scale(String nsr) {
    try {
      lab.nfvo.scaleOut(nsr, "a");
    } catch (OperationRefused notYet) {
      assertThat(notYet).hasMessageContaining("in progress");
    }
  }

  /**
   * Lets something go wrong.
   *
   * @return how many messages there will be at least
   */
  private int misbehave(Random random) {
    Action step = STEPS[random.nextInt(STEPS.length)];
    switch (random.nextInt(6)) {
      case 0 -> lab.vnfm.failsIn(step, "at random");
      case 1 -> {
        lab.vnfm.isSilentOn(step);
        return 3;
      }
      case 2 -> lab.vnfm.isSilentOn(Action.RELEASE_RESOURCES);
      case 3 -> lab.nfvo.faults().failLaunch(1 + random.nextInt(6), "at random");
      case 4 -> {
        lab.vnfm.rpcTimeout(Action.ALLOCATE_RESOURCES, Duration.ofMillis(200));
        lab.nfvo.faults().dropReply(Action.ALLOCATE_RESOURCES);
      }
      default -> lab.nfvo.faults().refuseGrant("b", "at random");
    }
    return 60;
  }
}
