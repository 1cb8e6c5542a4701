package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

/** The engine goes away under a running Pop, and comes back. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class EngineRestartIT {

  private static final Duration FAST = Duration.ofSeconds(3);

  private static OwnEngine engine;

  @BeforeAll
  static void open() {
    engine = OwnEngine.start();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void containersOfAStoppedEngineHaveEndedAndThePopGoesOn() {
    try (TestedPop pop = new TestedPop(engine.uri())) {
      Filter running = create(pop, "running");
      Filter waiting = create(pop, "waiting");
      pop.client().start(running);

      engine.down();
      failsFast(pop, waiting);
      engine.up();

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> assertThat(state(pop, running).status()).isEqualTo(ContainerStatus.EXITED));
      assertThat(state(pop, running).exitCode()).isZero();
      assertThat(state(pop, running).extendedStatus()).isNotEmpty();
      assertThat(state(pop, running).finished()).isNotNull();
      worksAgain(pop, engine, waiting);
    }
  }

  @Test
  void containersOfAKilledEngineAreAsTheEngineSaysWhenItIsBack() {
    try (TestedPop pop = new TestedPop(engine.uri())) {
      Filter running = create(pop, "running");
      Filter waiting = create(pop, "waiting");
      pop.client().start(running);

      // They run on without it; but when it is back, it ends them.
      engine.kill();
      failsFast(pop, waiting);
      engine.up();

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(state(pop, running).status())
                      .isIn(ContainerStatus.EXITED, ContainerStatus.FAILED));
      worksAgain(pop, engine, waiting);
    }
  }

  @Test
  void containersThatOutliveTheirEngineStayRunning() {
    try (OwnEngine restoring = OwnEngine.start("--live-restore");
        TestedPop pop = new TestedPop(restoring.uri())) {
      Filter running = create(pop, "running");
      Filter waiting = create(pop, "waiting");
      Container before = pop.client().start(running);

      restoring.kill();
      failsFast(pop, waiting);
      restoring.up();

      worksAgain(pop, restoring, waiting);
      assertThat(state(pop, running)).isEqualTo(before);
      // Its end is still heard of.
      restoring.docker().killContainerCmd("running").exec();
      await()
          .untilAsserted(
              () -> assertThat(state(pop, running).status()).isEqualTo(ContainerStatus.FAILED));
      assertThat(state(pop, running).exitCode()).isEqualTo(137);
      await().untilAsserted(() -> pop.verify(restoring.docker()));
    }
  }

  /** While the engine is away. */
  private static void failsFast(TestedPop pop, Filter waiting) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              long begun = System.nanoTime();
              PopException told =
                  catchThrowableOfType(
                      PopException.class,
                      () -> pop.client().create(ContainerConfig.of("away", "mano4j-test/polite")));
              assertThat(told).isNotNull();
              assertThat(told.code()).isEqualTo(Code.UNAVAILABLE);
              assertThat(told.text()).contains("Docker Engine");
              assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(FAST);
            });
    assertThat(pop.client().containers(Filter.all())).hasSize(2);
    assertThat(state(pop, waiting).status()).isEqualTo(ContainerStatus.CREATED);
    // Ends that the engine has told of before it went count already.
    assertThat(pop.stats().addressesInUse()).isBetween(1L, 2L);
  }

  /** Once the engine is back. */
  private static void worksAgain(TestedPop pop, OwnEngine engine, Filter waiting) {
    Container started =
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptionsInstanceOf(PopException.class)
            .until(() -> pop.client().start(waiting), each -> true);
    assertThat(started.status()).isEqualTo(ContainerStatus.RUNNING);
    Filter another = create(pop, "another");
    pop.client().start(another);
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> pop.verify(engine.docker()));
    pop.client().delete(another);
    pop.client().delete(waiting);
    pop.verify(engine.docker());
  }

  private static Filter create(TestedPop pop, String name) {
    return Filter.byId(pop.client().create(ContainerConfig.of(name, "mano4j-test/polite")).id());
  }

  private static Container state(TestedPop pop, Filter it) {
    return pop.client().container(it).orElseThrow();
  }
}
