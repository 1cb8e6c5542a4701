package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.PopBackend;
import org.mano4j.pop.server.PopServer;

@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class FirstLifeIT {

  private final PopSessions sessions = PopSessions.create();
  private PopServer server;

  @AfterEach
  void close() {
    sessions.close();
    server.close();
  }

  @Test
  void aContainerRunsAndIsStopped() {
    URI engine = LiveEngine.uri();
    // snippet:serve
    PopBackend docker = DockerPopBackend.builder().engine(engine).popName("site-1").build();
    server = PopServer.builder(docker).name("site-1").user("admin", "secret").build();
    server.start();
    PopClient pop = sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));
    // end
    String name = "first-" + UUID.randomUUID();
    Filter it = Filter.byName(name);
    pop.create(ContainerConfig.of(name, "mano4j-test/polite"));
    try {
      assertThat(pop.start(it).status()).isEqualTo(ContainerStatus.RUNNING);
      pop.stop(it);
      await().until(() -> pop.container(it).orElseThrow().status() == ContainerStatus.EXITED);
    } finally {
      pop.delete(it);
    }
  }
}
