package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.server.InstanceEnd;

@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class EngineGoneIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static OwnEngine engine;
  private Platform platform;

  @BeforeAll
  static void start() {
    engine = OwnEngine.start();
  }

  @AfterAll
  static void end() {
    engine.close();
  }

  @BeforeEach
  void open() {
    platform = new Platform(engine.uri(), engine.docker()).open();
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void whatEndsWithTheEngineIsToldWithItsExitCodeWhenItIsBack() {
    String polite = platform.start("mano4j-test/polite");
    String deaf = platform.start("mano4j-test/sleep");
    engine.down();
    await().atMost(PATIENCE).until(() -> platform.backend.state() == EngineState.RECOVERING);
    engine.up();
    await().atMost(PATIENCE).until(() -> platform.backend.state() == EngineState.OPEN);
    await().atMost(PATIENCE).until(() -> platform.told.ends().size() == 2);
    assertThat(platform.told.ends(polite)).containsExactly(InstanceEnd.of(0));
    assertThat(platform.told.ends(deaf)).containsExactly(InstanceEnd.of(137));
    assertThat(platform.left()).isZero();
    assertThat(platform.states)
        .containsExactly(EngineState.OPEN, EngineState.RECOVERING, EngineState.OPEN);
  }

  @Test
  void afterAKillOfTheEngineNothingIsLostAndNewInstancesCanStart() {
    String id = platform.start("mano4j-test/sleep");
    engine.kill();
    await().atMost(PATIENCE).until(() -> platform.backend.state() == EngineState.RECOVERING);
    engine.up();
    await().atMost(PATIENCE).until(() -> platform.backend.state() == EngineState.OPEN);
    await().atMost(PATIENCE).until(() -> platform.told.ends(id).size() == 1);
    assertThat(platform.left()).isZero();
    String next = platform.start("mano4j-test/bad");
    await().atMost(PATIENCE).until(() -> !platform.told.ends(next).isEmpty());
    assertThat(platform.told.ends(next)).containsExactly(InstanceEnd.of(3));
  }
}
