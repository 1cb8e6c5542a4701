package org.mano4j.testkit.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.record.Status;
import org.mano4j.testkit.broker.RabbitMq;
import org.mano4j.testkit.broker.TcpProxy;
import org.mano4j.testkit.live.LaunchSite.Party;

/**
 * A launch whose network fails at each of its steps. The seed, which {@code -Dmano4j.seed} sets,
 * says whose network fails at which step, and for how long.
 */
class FaultsDuringLaunchIT {

  private static final long SEED = Long.getLong("mano4j.seed", System.nanoTime());
  private static final int HALF_OPEN_MILLIS = 3_000;

  private static RabbitMq broker;
  private static List<String> steps;
  private static ScheduledExecutorService timer;

  @BeforeAll
  static void learnTheSteps() throws Exception {
    broker = RabbitMq.require();
    timer = Executors.newSingleThreadScheduledExecutor();
    try (LaunchSite site = new LaunchSite(broker)) {
      steps = LaunchChecks.steps(site);
    }
  }

  @AfterAll
  static void end() {
    if (timer != null) {
      timer.shutdownNow();
    }
  }

  @Test
  void aConnectionThatIsCutEndsInAnActiveServiceOrAReportedError() {
    Random random = new Random(SEED);
    everyStep(
        step -> {
          List<Party> cut = victims(random);
          int down = random.nextInt(600);
          return new Fault(step, "cut for " + down + " ms of " + cut, site -> cut(site, cut, down));
        });
  }

  @Test
  void aNetworkThatIsHalfOpenEndsInAnActiveServiceOrAReportedError() {
    Random random = new Random(SEED);
    everyStep(
        step -> {
          List<Party> frozen = victims(random);
          int millis = random.nextInt(4) == 0 ? 300 : HALF_OPEN_MILLIS;
          boolean late = random.nextBoolean();
          return new Fault(
              step,
              "silence for "
                  + millis
                  + " ms of "
                  + frozen
                  + (late ? ", then all comes late" : ", then a cut"),
              site -> freeze(site, frozen, millis, late));
        });
  }

  /** What goes wrong at a step. */
  private record Fault(String step, String what, Consumer<LaunchSite> begin) {

    @Override
    public String toString() {
      return what + " when " + step;
    }
  }

  private static List<Party> victims(Random random) {
    int victim = random.nextInt(Party.values().length + 1);
    return victim == Party.values().length
        ? List.of(Party.values())
        : List.of(Party.values()[victim]);
  }

  private void everyStep(Function<String, Fault> plan) {
    // planned in one thread, so that the seed alone decides
    List<Fault> faults = steps.stream().map(plan).toList();
    LaunchChecks.together(SEED, faults, this::fail);
  }

  private void fail(Fault fault) throws Exception {
    try (LaunchSite site = new LaunchSite(broker)) {
      site.steps.arm(new LaunchSteps.Trap(fault.step(), () -> fault.begin().accept(site)));
      String nsr = site.launch();
      Status end = site.end(nsr);
      assertThat(site.steps.isArmed()).as("the step did not come").isFalse();
      LaunchChecks.afterwards(site, nsr, end);
    }
  }

  private static Stream<TcpProxy> networks(LaunchSite site, List<Party> victims) {
    return victims.stream().map(site.networks::get);
  }

  private static void cut(LaunchSite site, List<Party> victims, int downMillis) {
    networks(site, victims).forEach(network -> network.refuse(true));
    networks(site, victims).forEach(TcpProxy::cut);
    timer.schedule(
        () -> {
          networks(site, victims).forEach(network -> network.refuse(false));
          site.mended();
        },
        downMillis,
        TimeUnit.MILLISECONDS);
  }

  private static void freeze(LaunchSite site, List<Party> victims, int millis, boolean late) {
    networks(site, victims).forEach(network -> network.freeze(true));
    timer.schedule(
        () -> {
          if (!late) {
            networks(site, victims).forEach(TcpProxy::cut);
          }
          networks(site, victims).forEach(network -> network.freeze(false));
          site.mended();
        },
        millis,
        TimeUnit.MILLISECONDS);
  }
}
