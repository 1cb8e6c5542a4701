package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.PopServer;

@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class FirstLifeIT {

  @Test
  void aContainerRunsAndIsStopped() {
    try (PopServer server =
            PopServer.builder(DockerPopBackend.builder().build()).user("admin", "secret").build();
        PopSessions sessions = PopSessions.create()) {
      server.start();
      PopClient pop = sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));
      String name = "first-" + UUID.randomUUID();
      Filter it = Filter.byName(name);
      pop.create(ContainerConfig.of(name, "mano4j-test/sleep"));
      try {
        assertThat(pop.start(it).status()).isEqualTo(ContainerStatus.RUNNING);
        pop.stop(it);
        await().until(() -> pop.container(it).orElseThrow().status() == ContainerStatus.EXITED);
      } finally {
        pop.delete(it);
      }
    }
  }
}
