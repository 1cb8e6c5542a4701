package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.PopServer;

/**
 * What a Pop itself takes for a create and start, before an engine that answers at once: on a real
 * one, that is less than how much the engine's own time varies.
 */
@Tag("measures")
class OverheadTest {

  private static final String IMAGE = "app:1";
  private static final int WARM_UP = Integer.getInteger("mano4j.overhead.warm-up", 150);
  private static final int ROUNDS = Integer.getInteger("mano4j.overhead.rounds", 200);
  private static final double MOST_MILLIS = 5;

  /** On a machine that is busy, both ways take longer: more than so many times the bare one. */
  private static final double MOST_TIMES = 15;

  private static final int ATTEMPTS = 3;

  /** By id of the engine, the addresses of those that run. */
  private final Map<String, String> running = new ConcurrentHashMap<>();

  private final FakeEngine engine = FakeEngine.start();
  private final DockerClient docker = LiveEngine.client(engine.uri());
  private final PopSessions sessions = PopSessions.create();

  @TempDir Path state;
  private PopServer server;
  private PopClient pop;

  @BeforeEach
  void open() {
    new EngineNetworks(engine).add("private", "10.0.0.0/16");
    String image =
        "{\"Id\":\"sha256:%s\",\"RepoTags\":[\"%s\"],\"Created\":%s,\"Config\":{\"Cmd\":[\"run\"]}}";
    String id = "a1".repeat(32);
    engine
        .on("GET", "/images/json", FakeEngine.json(200, "[" + image.formatted(id, IMAGE, 1) + "]"))
        .on(
            "GET",
            "/images/.+/json",
            FakeEngine.json(200, image.formatted(id, IMAGE, "\"2026-11-21T14:28:07Z\"")))
        .on("POST", "/containers/create", this::create)
        .on("POST", "/containers/.+/start", FakeEngine.json(204, ""))
        .on("POST", "/containers/.+/stop", this::stop)
        .on("DELETE", "/containers/.+", FakeEngine.json(204, ""))
        .on("GET", "/containers/.{8,}/json", this::inspect);
    server =
        PopServer.builder(DockerPopBackend.builder().engine(engine.uri()).build())
            .user("admin", "secret")
            .bcryptCost(4)
            .stateDirectory(state)
            .build();
    server.start();
    pop = sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));
  }

  @AfterEach
  void close() throws IOException {
    sessions.close();
    server.close();
    docker.close();
    engine.close();
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void createAndStartTakeAtMostFiveMillisecondsMoreThanThroughTheBareApi() {
    measure(WARM_UP);
    Overhead overhead = measure(ROUNDS);
    for (int more = 1; more < ATTEMPTS && isTooMuch(overhead); more++) {
      overhead = measure(ROUNDS);
    }
    assertThat(isTooMuch(overhead)).as("%s", overhead).isFalse();
  }

  private static boolean isTooMuch(Overhead overhead) {
    return overhead.ofMedians() > Math.max(MOST_MILLIS, MOST_TIMES * overhead.bare());
  }

  private Overhead measure(int rounds) {
    Overhead overhead = Overhead.measure(rounds, this::bare, this::through);
    System.out.println("create and start on an engine that answers at once: " + overhead);
    return overhead;
  }

  private long through() {
    long begun = System.nanoTime();
    Filter it = Filter.byId(pop.create(ContainerConfig.of("through", IMAGE)).id());
    pop.start(it);
    long taken = System.nanoTime() - begun;
    pop.delete(it);
    engine.reset();
    return taken;
  }

  private long bare() {
    long begun = System.nanoTime();
    String id =
        docker
            .createContainerCmd(IMAGE)
            .withName("bare")
            .withHostConfig(HostConfig.newHostConfig().withNetworkMode("private"))
            .withIpv4Address("10.0.0.9")
            .exec()
            .getId();
    docker.startContainerCmd(id).exec();
    long taken = System.nanoTime() - begun;
    docker.removeContainerCmd(id).withForce(true).exec();
    return taken;
  }

  private void create(FakeEngine.Call call) throws IOException {
    String id = UUID.randomUUID().toString();
    running.put(id, call.body().replaceFirst("(?s).*\"IPv4Address\":\"([^\"]*)\".*", "$1"));
    call.json(201, "{\"Id\":\"" + id + "\",\"Warnings\":[]}");
  }

  private void stop(FakeEngine.Call call) throws IOException {
    running.remove(call.path().split("/")[2]);
    call.json(204, "");
  }

  private void inspect(FakeEngine.Call call) throws IOException {
    String id = call.path().split("/")[2];
    boolean runs = running.containsKey(id);
    call.json(
        200,
        """
        {"Id":"%s","Path":"run","Args":[],"State":{"Running":%s,"ExitCode":0},
         "Config":{"Labels":{}},
         "NetworkSettings":{"Networks":{"private":{"IPAddress":"%s","EndpointID":"e",
          "MacAddress":"02:42:00:00:00:01"}}}}
        """
            .formatted(id, runs, runs ? running.get(id) : ""));
  }
}
