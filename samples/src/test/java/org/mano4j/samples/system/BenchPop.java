package org.mano4j.samples.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.NetworkUse;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.testkit.broker.TcpProxy;

/**
 * A Pop whose containers run nothing. Drivers reach it through a network that can fall silent and
 * counts their connections.
 */
final class BenchPop implements AutoCloseable {

  private static final int BCRYPT_COST = 4;

  private final PopSessions sessions = PopSessions.create();
  private final PopClient client;
  private final PopCredentials user;
  private final TcpProxy network;
  private final Runnable end;

  private BenchPop(PopEndpoint endpoint, PopCredentials user, Runnable end) {
    this.client = sessions.client(endpoint, user);
    this.user = user;
    this.network = TcpProxy.to(endpoint.host(), endpoint.port());
    this.end = end;
    BenchService.IMAGES.forEach(image -> client.image(Filter.byName(image)));
  }

  /** Somebody who has a password that nobody knows. */
  static PopCredentials user() {
    return new PopCredentials("admin", UUID.randomUUID().toString());
  }

  /** One in this JVM, so that a test is told what its platform is asked for. */
  static BenchPop inside(LaunchSteps steps) {
    PopCredentials user = user();
    InMemoryPopBackend platform =
        InMemoryPopBackend.builder()
            .offerAnyImage()
            .network(BenchService.NETWORK, "172.16.0.0/16")
            .build();
    PopServer server =
        PopServer.builder(steps.watch(platform))
            .user(user.username(), user.password())
            .bcryptCost(BCRYPT_COST)
            .defaultNetwork(BenchService.NETWORK)
            .build();
    server.start();
    return new BenchPop(server.endpoint(), user, server::close);
  }

  /** A {@code pop-server}. */
  static BenchPop of(DaemonProcess process, PopCredentials user) {
    String ready = process.awaitReady();
    return new BenchPop(PopEndpoint.parse(ready.substring("at ".length())), user, process::close);
  }

  /** Who logs in. */
  PopCredentials credentials() {
    return user;
  }

  /** Where drivers reach it. */
  String address() {
    return "localhost:" + network.port();
  }

  /** How many connections drivers have made so far. */
  int connectionsMade() {
    return network.connections();
  }

  /** Lets nothing through, in either direction, until it is told otherwise. */
  void silent(boolean silent) {
    network.freeze(silent);
  }

  List<Container> containers() {
    return client.containers(Filter.all());
  }

  /** How many addresses are taken. */
  long addresses() {
    return client.info().networks().stream().mapToLong(NetworkUse::used).sum();
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
    containers().forEach(each -> client.delete(Filter.byId(each.id())));
  }

  @Override
  public void close() {
    sessions.close();
    network.close();
    end.run();
  }
}
