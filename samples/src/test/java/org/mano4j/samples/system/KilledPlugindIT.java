package org.mano4j.samples.system;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.pop.ContainerStatus;

/**
 * A VIM driver that is killed at each step of a launch, and started again. The seed, which {@code
 * -Dmano4j.seed} sets, says at which further moments.
 */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledPlugindIT {

  private static final Pattern DRIVER_WORKS =
      Pattern.compile("refresh|launch|^VNFM asks|^Pop|START");

  private static final long SEED = Long.getLong("mano4j.seed", System.nanoTime());

  @RegisterExtension static final SystemBench BENCH = SystemBench.withPopInside();

  Stream<Kill> kills() throws Exception {
    Stream<Kill> steps =
        BENCH.learnSteps().stream()
            .filter(step -> step.endsWith(" cli") || step.endsWith(" refresh"))
            .filter(step -> DRIVER_WORKS.matcher(step).find())
            .map(Kill.At::new);
    Stream<Kill> unanswered =
        Stream.of(
            new Kill.Unanswered("Pop creates cli", ContainerStatus.CREATED),
            new Kill.Unanswered("Pop starts cli", ContainerStatus.RUNNING));
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    return Stream.concat(
        Stream.concat(steps, unanswered),
        random
            .ints(Integer.getInteger("mano4j.kills", 3), 0, 600)
            .mapToObj(Duration::ofMillis)
            .map(Kill.After::new));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kills")
  void aDriverThatIsKilledEndsInAnActiveServiceOrAReportedError(Kill when) throws Exception {
    Kill.duringLaunch(BENCH, when, "plugind");
  }

  @AfterAll
  void end() {
    BENCH.end();
  }
}
