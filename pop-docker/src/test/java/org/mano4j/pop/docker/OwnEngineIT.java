package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class OwnEngineIT {

  @Test
  void leavesNothingBehindEvenAfterItWasKilled() {
    Path socket;
    try (OwnEngine engine = OwnEngine.start()) {
      socket = Path.of(engine.uri().getPath());
      String id = engine.docker().createContainerCmd("mano4j-test/polite").exec().getId();
      engine.docker().startContainerCmd(id).exec();
      engine.restart();
      assertThat(engine.docker().inspectContainerCmd(id).exec().getState().getRunning()).isFalse();
      engine.docker().startContainerCmd(id).exec();
      engine.kill();
    }
    assertThat(socket.getParent().getParent()).doesNotExist();
    String directory = socket.getParent() + "/";
    await()
        .untilAsserted(
            () ->
                assertThat(ProcessHandle.allProcesses())
                    .noneMatch(
                        process -> process.info().commandLine().orElse("").contains(directory)));
  }
}
