package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network.Ipam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerConfigBuilder;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.SubnetPool;

/**
 * A Pop on a Docker Engine, with a default network of its own, and the engine beside it. Removes at
 * its end what was made through it, but for nothing else.
 */
final class LivePop implements AutoCloseable {

  /** How soon it sees what others do on the engine. */
  static final Duration REFRESH = Duration.ofMillis(300);

  private final String suffix = "-" + UUID.randomUUID().toString().substring(0, 8);
  private final DockerClient docker;
  private final PopServer server;
  private final PopSessions sessions = PopSessions.create();
  private final PopClient client;

  LivePop(URI engine, Consumer<DockerPopBuilder> options) {
    this(engine, REFRESH, options);
  }

  /**
   * A Pop.
   *
   * @param refresh how soon it sees what others do on the engine
   */
  LivePop(URI engine, Duration refresh, Consumer<DockerPopBuilder> options) {
    docker = LiveEngine.client(engine);
    DockerPopBuilder backend =
        DockerPopBackend.builder()
            .engine(engine)
            .defaultNetwork(name("default"))
            .defaultSubnets(List.of(new SubnetPool("10.77.0.0/20", 24)));
    options.accept(backend);
    server =
        PopServer.builder(backend.build())
            .user("admin", "secret")
            .defaultNetwork(name("default"))
            .subnetPools(List.of(new SubnetPool("10.77.16.0/20", 24)))
            .networkRefresh(refresh)
            .build();
    server.start();
    client = sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));
  }

  /** A name that nobody else has on the engine. */
  String name(String name) {
    return "networks-" + name + suffix;
  }

  PopClient client() {
    return client;
  }

  DockerClient docker() {
    return docker;
  }

  /** A container that sleeps, on these networks; on the default one without any. */
  Container create(String name, Map<String, Endpoint> endpoints) {
    ContainerConfig config = ContainerConfig.of(name(name), "mano4j-test/sleep");
    return client.create(ContainerConfigBuilder.builder(config).endpoints(endpoints).build());
  }

  Container start(String name) {
    return client.start(Filter.byName(name(name)));
  }

  /** A network that the Pop has not made. */
  String foreignNetwork(String name, String subnet, Map<String, String> labels) {
    return docker
        .createNetworkCmd()
        .withName(name(name))
        .withLabels(labels)
        .withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(subnet)))
        .exec()
        .getId();
  }

  /** A container that the Pop has not made; the engine chooses its address. */
  String foreignContainer(String name, String network) {
    String id =
        docker
            .createContainerCmd("mano4j-test/sleep")
            .withName(name(name))
            .withHostConfig(HostConfig.newHostConfig().withNetworkMode(network))
            .exec()
            .getId();
    docker.startContainerCmd(id).exec();
    return id;
  }

  /** What a command in a container writes; its exit code last. */
  String run(String name, String command) {
    return LiveEngine.run(docker, name(name), command + "; echo exit $?");
  }

  /** Makes a container answer whoever connects to it, for {@link #reaches}. */
  void listen(String name) {
    run(name, "(while :; do echo here | nc -l -p 5060; done) >/dev/null 2>&1 & true");
  }

  /** Whether a container gets an answer from an address. It may not ping: that takes a right. */
  boolean reaches(String name, String address) {
    return run(name, "nc -w 1 " + address + " 5060 </dev/null").contains("here");
  }

  @Override
  public void close() {
    try (docker) {
      docker.listContainersCmd().withShowAll(true).exec().stream()
          .filter(found -> Arrays.stream(found.getNames()).anyMatch(this::isOurs))
          .forEach(
              found -> gone(() -> docker.removeContainerCmd(found.getId()).withForce(true).exec()));
      sessions.close();
      server.close();
      docker.listNetworksCmd().exec().stream()
          .filter(found -> isOurs(found.getName()))
          .forEach(found -> gone(() -> docker.removeNetworkCmd(found.getId()).exec()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOurs(String name) {
    return name.endsWith(suffix);
  }

  private static void gone(Runnable removal) {
    try {
      removal.run();
    } catch (NotFoundException | ConflictException e) {
      // It is gone, or the Pop is removing it.
    }
  }
}
