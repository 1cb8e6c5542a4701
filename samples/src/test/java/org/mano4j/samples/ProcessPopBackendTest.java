package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;
import org.mano4j.pop.server.PopBackend;
import org.mano4j.pop.server.PopServer;

class ProcessPopBackendTest {

  @TempDir private Path directory;
  private final PopSessions sessions = PopSessions.create();
  private PopServer server;
  private PopClient pop;

  @BeforeEach
  void serve() {
    // snippet:serve
    PopBackend backend =
        new ProcessPopBackend(
            directory,
            Map.of(
                "sleep", List.of("sleep", "1000"),
                "exit", List.of("sh", "-c", "exit $CODE")));
    server = PopServer.builder(backend).user("admin", "secret").build();
    server.start();
    pop = sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));
    // end
  }

  @AfterEach
  void close() {
    pop.containers(Filter.all()).forEach(container -> pop.delete(Filter.byId(container.id())));
    sessions.close();
    server.close();
  }

  @Test
  void runsAndStopsAProcess() {
    pop.create(ContainerConfig.of("sleeper", "sleep"));
    assertThat(pop.start(Filter.byName("sleeper")).status()).isEqualTo(ContainerStatus.RUNNING);

    pop.stop(Filter.byName("sleeper"));
    await().until(() -> status("sleeper") == ContainerStatus.EXITED);
  }

  @Test
  void metadataIsTheEnvironmentAndTheExitCodeDecidesTheState() {
    pop.create(ContainerConfig.of("broken", "exit"));
    pop.metadata(Filter.byName("broken"), Map.of("CODE", "3"));
    pop.start(Filter.byName("broken"));

    await().until(() -> status("broken") == ContainerStatus.FAILED);
  }

  @Test
  void theEnvironmentOfThePopIsNotHandedOn() {
    assertThat(System.getenv()).containsKey("HOME");
    List<Integer> exitCodes = new CopyOnWriteArrayList<>();
    List<String> look = List.of("sh", "-c", "test -z \"$HOME\"");
    ProcessPopBackend backend = new ProcessPopBackend(directory, Map.of("look", look));
    backend.open("me", (id, end) -> exitCodes.add(end.exitCode()));

    backend.start(
        new InstanceSpec(
            "1", "1", "one", backend.images().get(0), Flavour.UNLIMITED, Map.of(), Map.of()));

    await().until(() -> exitCodes.equals(List.of(0)));
  }

  @Test
  void aFileThatWasBeingWrittenWhenThePopWasKilledIsOfAnInstanceThatIsGone() throws IOException {
    ProcessPopBackend backend = new ProcessPopBackend(directory, Map.of());
    backend.open("me", (id, exitCode) -> {});
    Files.createFile(directory.resolve("me").resolve("torn"));

    assertThat(backend.instances()).containsExactly(new InstanceState("torn", false, null, false));
  }

  private ContainerStatus status(String name) {
    return pop.container(Filter.byName(name)).map(Container::status).orElseThrow();
  }
}
