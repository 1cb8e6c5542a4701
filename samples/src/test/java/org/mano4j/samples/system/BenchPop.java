package org.mano4j.samples.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopServerStats;
import org.mano4j.testkit.broker.TcpProxy;

/**
 * A Pop in this JVM whose containers run nothing, so that a test is told what the platform is asked
 * for; drivers reach it through a network that can fall silent.
 */
final class BenchPop implements AutoCloseable {

  static final String USER = "admin";
  private static final int BCRYPT_COST = 4;

  private final String password = UUID.randomUUID().toString();
  private final PopSessions sessions = PopSessions.create();
  private final PopServer server;
  private final TcpProxy network;

  private BenchPop(LaunchSteps steps) {
    InMemoryPopBackend platform =
        InMemoryPopBackend.builder()
            .image("srv:latest")
            .image("cli:latest")
            .network("private", "172.16.0.0/16")
            .build();
    server =
        PopServer.builder(steps.watch(platform))
            .user(USER, password)
            .bcryptCost(BCRYPT_COST)
            .defaultNetwork("private")
            .build();
    server.start();
    network = TcpProxy.to("localhost", server.port());
  }

  static BenchPop start(LaunchSteps steps) {
    return new BenchPop(steps);
  }

  String password() {
    return password;
  }

  /** Where drivers reach it. */
  String address() {
    return "localhost:" + network.port();
  }

  /** Lets nothing through, in either direction, until it is told otherwise. */
  void silent(boolean silent) {
    network.freeze(silent);
  }

  /** What it holds. */
  PopServerStats stats() {
    return server.stats();
  }

  List<Container> containers() {
    return client().containers(Filter.all());
  }

  /** Waits until a container of the client has that status. */
  void awaitContainers(ContainerStatus status) {
    await()
        .atMost(SystemBench.BOUND)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () ->
                containers().stream()
                    .anyMatch(each -> each.name().startsWith("cli") && each.status() == status));
  }

  /** Removes what a failed test has left. */
  void clear() {
    containers().forEach(each -> client().delete(Filter.byId(each.id())));
  }

  private PopClient client() {
    return sessions.client(server.endpoint(), new PopCredentials(USER, password));
  }

  @Override
  public void close() {
    sessions.close();
    network.close();
    server.close();
  }
}
