package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.Network.Ipam;
import com.github.dockerjava.api.model.PruneType;
import com.github.dockerjava.api.model.SwarmSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.Subnet;

/** What needs an engine of its own: one whose networks are all known, and a Swarm. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NetworksOfAnEngineIT {

  private OwnEngine engine;

  @BeforeAll
  void start() {
    engine = OwnEngine.start();
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  @Test
  @Order(1)
  void popsThatStartAtOnceShareOneDefaultNetworkThatOverlapsWithNothing() {
    foreign("small", "172.18.77.0/24");
    foreign("large", "172.20.0.0/14");
    List<DockerPopBackend> pops =
        IntStream.range(0, 4)
            .mapToObj(i -> DockerPopBackend.builder().engine(engine.uri()).build())
            .toList();
    try {
      CompletableFuture.allOf(
              IntStream.range(0, 4)
                  .mapToObj(
                      i ->
                          CompletableFuture.runAsync(
                              () -> pops.get(i).open("owner-" + i, (id, end) -> {})))
                  .toArray(CompletableFuture[]::new))
          .join();

      List<Network> defaults = pops.stream().flatMap(pop -> pop.networks().stream()).toList();
      assertThat(defaults).hasSize(4).allMatch(defaults.get(0)::equals);
      assertThat(all("private")).singleElement().isEqualTo(defaults.get(0).id());
      Subnet subnet = defaults.get(0).subnets().get(0);
      assertThat(subnet.cidr()).endsWith(".0.0/16");
      assertThat(subnet.gateway()).endsWith(".0.1");
      assertThat(List.of("172.17.0.0/16", "172.18.77.0/24", "172.20.0.0/14"))
          .noneMatch(other -> Ranges.overlap(other, subnet.cidr()));
    } finally {
      pops.forEach(DockerPopBackend::close);
    }
  }

  @Test
  @Order(2)
  void whatPopsThatAreGoneHaveLeftIsFoundByTheirLabel() {
    assertThat(all("private")).isNotEmpty();

    engine.docker().pruneCmd(PruneType.NETWORKS).withLabelFilter(Labels.OWNER).exec();

    assertThat(all("private")).isEmpty();
    assertThat(all("small")).isNotEmpty();
  }

  @Test
  @Order(3)
  void anOverlayNetworkNeedsASwarm() {
    try (LivePop pop = new LivePop(engine.uri(), options -> options.networkDriver("overlay"))) {
      NetworkConfig wanted = NetworkConfig.of(pop.name("ten"));
      assertThatThrownBy(() -> pop.client().createNetwork(wanted))
          .hasMessageContaining("no manager of a Swarm")
          .hasMessageContaining("docker swarm init");
    }
  }

  @Test
  @Order(4)
  void inASwarmContainersOfAnOverlayGetTheAddressesThatTheyWerePromised() {
    engine
        .docker()
        .initializeSwarmCmd(new SwarmSpec().withName("default"))
        .withListenAddr("127.0.0.1:2377")
        .withAdvertiseAddr("127.0.0.1")
        .exec();
    try (LivePop pop = new LivePop(engine.uri(), options -> options.networkDriver("overlay"))) {
      Network ten = pop.client().createNetwork(NetworkConfig.of(pop.name("ten")).withMtu(1300));
      assertThat(ten.mtu()).isEqualTo(1300);
      assertThat(ten.external()).isFalse();
      for (String name : List.of("first", "second", "third")) {
        Container created = pop.create(name, Map.of(ten.name(), Endpoint.automatic()));
        String promised = created.endpoints().get(ten.name()).address();
        Container started = pop.start(name);
        assertThat(started.status()).isEqualTo(ContainerStatus.RUNNING);
        assertThat(started.endpoints().get(ten.name()).address()).isEqualTo(promised);
        assertThat(pop.run(name, "ip -o addr")).contains(promised + "/24");
        assertThat(pop.run(name, "ip -o link")).contains("mtu 1300");
      }
      pop.listen("first");
      await().until(() -> pop.reaches("third", "10.77.16.2"));
      NetworkConfig six = NetworkConfig.of(pop.name("six")).withSubnet("fd77:36::/64");
      assertThatThrownBy(() -> pop.client().createNetwork(six))
          .hasMessageContaining("a Swarm takes no fixed IPv6 addresses");
      NetworkConfig overlapping =
          NetworkConfig.of(pop.name("overlapping")).withSubnet("10.77.16.0/22");
      assertThatThrownBy(() -> pop.client().createNetwork(overlapping))
          .hasMessageContaining("overlaps with");
      assertThat(all(pop.name("overlapping"))).isEmpty();
    }
  }

  private void foreign(String name, String subnet) {
    engine
        .docker()
        .createNetworkCmd()
        .withName(name)
        .withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(subnet)))
        .exec();
  }

  private List<String> all(String name) {
    return engine.docker().listNetworksCmd().exec().stream()
        .filter(network -> network.getName().equals(name))
        .map(com.github.dockerjava.api.model.Network::getId)
        .toList();
  }
}
