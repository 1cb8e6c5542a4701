package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.docker.DockerPopBackend;
import org.mano4j.pop.server.PopServer;

/**
 * Two VNFs on a real engine, each of two VDUs joined by an internal link of its own; the first VDU
 * of each is also on the link that the VNFs share.
 */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class InternalLinkIT {

  /** Ends at once when it is asked to, which few images do that only wait. */
  private static final String IMAGE = "mano4j/sipp-server:latest";

  private static final Duration SOON = Duration.ofSeconds(40);

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final String shared = "private-" + run;
  private final PopSessions sessions = PopSessions.create();
  private final PopServer server =
      PopServer.builder(
              DockerPopBackend.builder()
                  .engine(LiveDocker.uri())
                  .popName("internal-link-" + run)
                  .defaultNetwork(shared)
                  .build())
          .defaultNetwork(shared)
          .user("admin", "secret")
          .build();
  private PopClient pop;

  @BeforeEach
  @Timeout(value = 8, unit = TimeUnit.MINUTES) // The images may have to be made.
  void startTwoFunctions() {
    LiveDocker.makeSippImages();
    server.start();
    pop = sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));
    for (String function : List.of("shop", "bank")) {
      String inside = name(function, "link");
      pop.createNetwork(NetworkConfig.of(inside));
      start(
          ContainerConfig.of(name(function, "front"), IMAGE)
              .withNetwork(inside)
              .withNetwork(shared));
      start(ContainerConfig.of(name(function, "store"), IMAGE).withNetwork(inside));
    }
  }

  @AfterEach
  void leaveNothing() {
    try (server;
        sessions) {
      for (String function : List.of("shop", "bank")) {
        Stream.of("front", "store")
            .map(vdu -> pop.container(Filter.byName(name(function, vdu))))
            .forEach(
                found -> found.ifPresent(container -> pop.delete(Filter.byId(container.id()))));
        pop.deleteNetwork(Filter.byName(name(function, "link")));
      }
    }
    assertThat(LiveDocker.docker("ps", "-aq", "--filter", "name=" + run)).isEmpty();
    LiveDocker.docker("network", "rm", shared);
    assertThat(LiveDocker.docker("network", "ls", "-q", "--filter", "name=" + run)).isEmpty();
  }

  @Test
  void aComponentHasItsAddressOnBothLinksAndIsReachedOnlyFromWithinThem() {
    Container front = container("shop", "front");
    Container store = container("shop", "store");
    String onTheLink = front.endpoints().get(name("shop", "link")).address();
    String onTheSharedOne = front.endpoints().get(shared).address();
    String ofTheStore = store.endpoints().get(name("shop", "link")).address();

    assertThat(front.endpoints()).containsOnlyKeys(name("shop", "link"), shared);
    assertThat(store.endpoints()).containsOnlyKeys(name("shop", "link"));
    assertThat(LiveDocker.inside(front.name(), "ip -4 addr"))
        .contains("inet " + onTheLink + "/", "inet " + onTheSharedOne + "/");
    assertThat(LiveDocker.inside(store.name(), "ip -4 addr")).contains("inet " + ofTheStore + "/");

    serve(front.name());
    serve(store.name());
    await().atMost(SOON).until(() -> answers(store.name(), onTheLink));
    await().atMost(SOON).until(() -> answers(front.name(), ofTheStore));
    await().atMost(SOON).until(() -> answers(name("bank", "front"), onTheSharedOne));
    for (String stranger : List.of(name("bank", "front"), name("bank", "store"))) {
      assertApart(stranger, ofTheStore);
      assertApart(stranger, onTheLink);
    }
    assertApart(store.name(), onTheSharedOne);
  }

  private void start(ContainerConfig config) {
    pop.create(config);
    pop.start(Filter.byName(config.name()));
  }

  private Container container(String function, String vdu) {
    return pop.container(Filter.byName(name(function, vdu))).orElseThrow();
  }

  private String name(String function, String part) {
    return function + "-" + part + "-" + run;
  }

  /** Answers each who connects; on every address that it has. */
  private static void serve(String container) {
    LiveDocker.docker(
        "exec", "-d", container, "busybox", "nc", "-ll", "-p", "7000", "-e", "/bin/env");
  }

  /**
   * More than once, since an engine takes its rules away and puts them back, within milliseconds,
   * while it makes another network, as other tests may have it do.
   */
  private static void assertApart(String from, String address) {
    await().alias(from + " reaches " + address).atMost(SOON).until(() -> !answers(from, address));
  }

  private static boolean answers(String from, String address) {
    return LiveDocker.inside(
            from, "busybox nc -w 1 " + address + " 7000 </dev/null 2>/dev/null || true")
        .contains("HOSTNAME=");
  }
}
