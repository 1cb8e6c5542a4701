package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.PopServer;

@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class InstanceTimesIT {

  /** Of the engine, which rounds nothing, and of this machine: the same clock. */
  private static final Duration CLOCK = Duration.ofMillis(5);

  private record Times(Instant begun, Instant created, Instant started) {}

  @Test
  void tellsWhenAnInstanceOfAnyPopWasCreatedAndStarted() {
    URI engine = LiveEngine.uri();
    Map<String, Times> heard = new ConcurrentHashMap<>();
    String name = "times-report-" + UUID.randomUUID();
    Filter it = Filter.byName(name);
    try (PopSessions sessions = PopSessions.create();
        InstanceTimes times =
            InstanceTimes.listen(
                engine,
                null,
                (id, begun, created, started) ->
                    heard.put(id, new Times(begun, created, started)));
        PopServer server =
            PopServer.builder(DockerPopBackend.builder().engine(engine).popName(name).build())
                .user("admin", "secret")
                .build()) {
      server.start();
      PopClient pop = sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));
      Container container = pop.create(ContainerConfig.of(name, "mano4j-test/sleep"));
      try {
        Instant asked = Instant.now();
        pop.start(it);
        Instant running = Instant.now();
        await().until(() -> heard.containsKey(container.id()));
        Times told = heard.get(container.id());

        assertThat(told.begun()).isAfter(asked.minus(CLOCK)).isBefore(told.created());
        assertThat(told.created()).isBefore(told.started());
        assertThat(told.started()).isBefore(running.plus(CLOCK));
      } finally {
        pop.delete(it);
      }
      assertThat(times).isNotNull();
    }
  }

  @Test
  void anEngineThatIsNotThereIsSaid() {
    URI nobody = URI.create("unix:///no-such-folder/docker.sock");

    assertThatThrownBy(() -> InstanceTimes.listen(nobody, null, (id, b, c, s) -> {}))
        .isInstanceOf(PopException.class)
        .hasMessageContaining("unix:///no-such-folder/docker.sock");
  }
}
