package org.mano4j.samples.system;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A VNFM that is killed at each step of a launch, and started again. The seed, which {@code
 * -Dmano4j.seed} sets, says at which further moments.
 */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledVnfmdIT {

  private static final long SEED = Long.getLong("mano4j.seed", System.nanoTime());

  @RegisterExtension static final SystemBench BENCH = SystemBench.withPopInside();

  Stream<Kill> kills() throws Exception {
    Stream<Kill> steps =
        BENCH.learnSteps().stream()
            .filter(step -> step.endsWith(" cli"))
            .filter(step -> !step.contains("launch") && !step.startsWith("Pop creates"))
            .map(Kill.At::new);
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    return Stream.concat(
        steps,
        random
            .ints(Integer.getInteger("mano4j.kills", 3), 0, 600)
            .mapToObj(Duration::ofMillis)
            .map(Kill.After::new));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kills")
  void aVnfmThatIsKilledEndsInAnActiveServiceOrAReportedError(Kill when) throws Exception {
    Kill.duringLaunch(BENCH, when, "vnfmd");
  }

  @AfterAll
  void end() {
    BENCH.end();
  }
}
