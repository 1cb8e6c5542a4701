package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random walks of a registry beside a simple model of it: after every step both must agree. Repeat
 * one with {@code -Dmano4j.seed=}.
 */
class RegistryPropertyTest {

  private static final int STEPS = 6000;
  private static final long SEED = Long.getLong("mano4j.seed", System.nanoTime());

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theRegistryDoesWhatTheModelDoes(int walk) {
    long seed = SEED + walk;
    RegistryWalk both = new RegistryWalk(new Random(seed));
    try {
      for (int i = 0; i < STEPS; i++) {
        both.step();
        both.check();
      }
      both.end();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed " + seed + " after " + both.lastSteps() + ": " + e.getMessage(), e);
    }
    assertThat(both.everyStepHappened()).as("seed %s", seed).isTrue();
  }
}
