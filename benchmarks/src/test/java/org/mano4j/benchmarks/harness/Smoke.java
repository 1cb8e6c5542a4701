package org.mano4j.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.URI;
import java.util.List;

/** Short runs, so that suites cannot rot: figures without meaning, but all of them. */
public final class Smoke {

  private Smoke() {}

  /**
   * Runs a suite as briefly as it can.
   *
   * @param names of all metrics it has to have, in their order
   */
  public static void run(Suite suite, String... names) {
    SuiteResult result = Run.of(suite, Effort.SMOKE, services(), line -> {});

    assertThat(result.failure()).isNull();
    skipUnlessLive(result.skipped());
    assertThat(result.metrics()).extracting(Metric::name).containsExactly(names);
    assertThat(result.metrics())
        .allSatisfy(
            metric -> {
              assertThat(metric.ours()).isFinite();
              if (metric.referenceName() != null) {
                assertThat(metric.ratio()).isFinite();
              }
            });
  }

  /** Where live tests have their services. */
  private static Services services() {
    return new Services(
        URI.create("amqp://guest:guest@localhost:5672"),
        URI.create("http://localhost:15672"),
        URI.create(System.getProperty("mano4j.docker", "unix:///var/run/docker.sock")));
  }

  private static void skipUnlessLive(List<String> skipped) {
    if (!Boolean.getBoolean("mano4j.live")) {
      assumeThat(skipped).isEmpty();
    }
    assertThat(skipped).isEmpty();
  }
}
