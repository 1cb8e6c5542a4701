package org.mano4j.testkit.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.record.Status;
import org.mano4j.testkit.broker.RabbitMqNode;

/**
 * A broker that dies and is started again while there is a launch at each step. The seed, which
 * {@code -Dmano4j.seed} sets, says how long it is away.
 */
class BrokerKilledDuringLaunchIT {

  private static final long SEED = Long.getLong("mano4j.seed", System.nanoTime());
  private static final int LONGEST_ABSENCE_MILLIS = 2_000;

  private static RabbitMqNode node;

  @BeforeAll
  static void start() {
    node = RabbitMqNode.require();
  }

  @AfterAll
  static void end() {
    if (node != null) {
      node.close();
    }
  }

  @Test
  void aBrokerThatIsKilledEndsInAnActiveServiceOrAReportedError() throws Exception {
    List<String> steps;
    try (LaunchSite site = new LaunchSite(node.broker())) {
      steps = LaunchChecks.steps(site);
    }
    List<Launch> launches = new ArrayList<>();
    CountDownLatch there = new CountDownLatch(steps.size());
    CountDownLatch killed = new CountDownLatch(1);
    try {
      for (String step : steps) {
        LaunchSite site = new LaunchSite(node.broker());
        launches.add(new Launch(step, site));
      }
      for (Launch launch : launches) {
        launch.begin(there, killed);
      }
      assertThat(there.await(60, TimeUnit.SECONDS)).as("all at their steps").isTrue();

      node.kill();
      killed.countDown();
      TimeUnit.MILLISECONDS.sleep(new Random(SEED).nextInt(LONGEST_ABSENCE_MILLIS));
      node.start();

      LaunchChecks.together(SEED, launches, Launch::check);
    } finally {
      killed.countDown();
      launches.forEach(launch -> launch.site.close());
    }
  }

  /** A launch that waits at its step until the broker is dead. */
  private static final class Launch {

    private final String step;
    private final LaunchSite site;
    private String nsr = "";

    Launch(String step, LaunchSite site) {
      this.step = step;
      this.site = site;
    }

    void begin(CountDownLatch there, CountDownLatch killed) {
      site.steps.arm(
          new LaunchSteps.Trap(
              step,
              () -> {
                there.countDown();
                await(killed);
              }));
      nsr = site.launch();
    }

    private static void await(CountDownLatch killed) {
      try {
        killed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void check() throws Exception {
      Status end = site.end(nsr);
      site.mended();
      LaunchChecks.afterwards(site, nsr, end);
    }

    @Override
    public String toString() {
      return "broker killed when " + step;
    }
  }
}
