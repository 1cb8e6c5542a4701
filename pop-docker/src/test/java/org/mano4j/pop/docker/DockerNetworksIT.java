package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;
import org.mano4j.pop.Subnet;

/** On the engine that runs, which others use: with names and subnets of its own. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class DockerNetworksIT {

  private final LivePop pop = new LivePop(LiveEngine.uri(), options -> {});

  @AfterEach
  void close() {
    pop.close();
  }

  @Test
  void addressesOfForeignContainersAreLeftToThemAlsoLater() {
    Network ten =
        pop.client().createNetwork(NetworkConfig.of(pop.name("ten")).withSubnet("10.77.32.0/29"));
    pop.foreignContainer("foreign", ten.name());
    String taken = "10.77.32.2";
    await()
        .until(
            () ->
                pop.client().info().networks().stream()
                    .anyMatch(use -> use.networkName().equals(ten.name()) && use.used() == 1));
    assertThatThrownBy(() -> fixed("x", ten, taken)).hasMessageContaining("is in use");
    // The network, its gateway, the foreign one and the broadcast address are not for containers.
    for (int i = 0; i < 4; i++) {
      Container container = pop.create("c" + i, Map.of(ten.name(), automatic()));
      assertThat(container.endpoints().get(ten.name()).address()).isNotEqualTo(taken);
    }
    assertThatThrownBy(() -> pop.create("one-more", Map.of(ten.name(), automatic())))
        .hasMessageContaining("no more IP available");
    assertThatThrownBy(() -> pop.client().deleteNetwork(Filter.byName(ten.name())))
        .hasMessageContaining("has an address there");

    pop.docker().removeContainerCmd(pop.name("foreign")).withForce(true).exec();

    // Refused until the Pop has looked at the network again.
    await()
        .ignoreExceptionsInstanceOf(PopException.class)
        .until(() -> fixed("freed", ten, taken), freed -> true);
    assertThat(pop.start("freed").status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(pop.start("c0").status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void aNetworkThatForeignContainersUseIsNotRemoved() {
    Network ten = create("ten");
    pop.foreignContainer("foreign", ten.name());
    assertThatThrownBy(() -> pop.client().deleteNetwork(Filter.byName(ten.name())))
        .hasMessageContaining("attached to it on the engine: " + pop.name("foreign"));

    pop.docker().removeContainerCmd(pop.name("foreign")).withForce(true).exec();
    pop.client().deleteNetwork(Filter.byName(ten.name()));
    assertThat(pop.client().networks(Filter.byName(ten.name()))).isEmpty();
  }

  @Test
  void aNetworkThatWasMadeAndRemovedBehindItsBackIsMadeAgainWithItsAddresses() {
    Network ten = create("ten");
    Container created = pop.create("c", Map.of(ten.name(), automatic()));
    String address = created.endpoints().get(ten.name()).address();
    pop.docker().removeNetworkCmd(ten.id()).exec();

    await()
        .until(
            () ->
                pop.client().network(Filter.byName(ten.name())).stream()
                    .anyMatch(network -> !network.id().equals(ten.id())));
    Container started = pop.start("c");

    assertThat(started.status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(started.endpoints().get(ten.name()).address()).isEqualTo(address);
    assertThat(pop.run("c", "ip -o addr")).contains(address + "/24");
  }

  @Test
  void theDefaultNetworkIsMadeAgainToo() {
    Container created = pop.create("c", Map.of());
    pop.docker().removeNetworkCmd(pop.name("default")).exec();

    Network again = pop.client().network(Filter.byName(pop.name("default"))).orElseThrow();
    Container started = pop.start("c");

    assertThat(started.endpoints().values())
        .singleElement()
        .satisfies(
            endpoint -> {
              assertThat(endpoint.networkId()).isEqualTo(again.id());
              assertThat(endpoint.address())
                  .isEqualTo(created.endpoints().values().iterator().next().address());
            });
  }

  @Test
  void anOperatorsNetworkThatIsGoneIsNamedAndWorksWhenItIsBack() {
    Map<String, String> offered = Map.of(Labels.OFFERED, "");
    String id = pop.foreignNetwork("ten", "10.77.33.0/24", offered);
    Container created = fixed("c", network("ten"), "10.77.33.9");
    assertThat(created.status()).isEqualTo(ContainerStatus.CREATED);
    pop.docker().removeNetworkCmd(id).exec();
    await().until(() -> pop.client().network(Filter.byName(pop.name("ten"))).isEmpty());

    assertThatThrownBy(() -> pop.start("c"))
        .isInstanceOfSatisfying(
            PopException.class,
            e -> assertThat(e.text()).contains(pop.name("ten"), "is gone", "make it again"));
    assertThatThrownBy(() -> pop.create("d", Map.of(pop.name("ten"), automatic())))
        .hasMessageContaining("no network with name");

    pop.foreignNetwork("ten", "10.77.33.0/24", offered);
    Container started = pop.start("c");
    assertThat(started.status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(started.endpoints().get(pop.name("ten")).address()).isEqualTo("10.77.33.9");
  }

  @Test
  void aStartBeforeThePopHasNoticedFindsTheNetworkThatHasTheNameNowOrSaysThatThereIsNone() {
    Map<String, String> offered = Map.of(Labels.OFFERED, "");
    try (LivePop unaware = new LivePop(LiveEngine.uri(), Duration.ofMinutes(10), options -> {})) {
      String ten = unaware.name("ten");
      String id = unaware.foreignNetwork("ten", "10.77.36.0/24", offered);
      for (String name : List.of("c", "d")) {
        unaware.create(name, Map.of(ten, automatic()));
      }
      unaware.docker().removeNetworkCmd(id).exec();

      assertThatThrownBy(() -> unaware.start("c"))
          .hasMessageContaining("network '" + ten + "' is gone from the engine; make it again");
      Filter c = Filter.byName(unaware.name("c"));
      Container failed = unaware.client().container(c).orElseThrow();
      assertThat(failed.status()).isEqualTo(ContainerStatus.FAILED);
      assertThat(failed.extendedStatus()).contains("is gone from the engine");

      unaware.foreignNetwork("ten", "10.77.36.0/24", offered);
      assertThat(unaware.start("d").status()).isEqualTo(ContainerStatus.RUNNING);
      unaware.client().reset(c);
      assertThat(unaware.start("c").status()).isEqualTo(ContainerStatus.RUNNING);
      assertThat(unaware.run("c", "ip -o addr")).contains(" 10.77.36.2/24");
    }
  }

  @Test
  void anMtuAndAnIpv6SubnetReachTheContainer() {
    Network ten =
        pop.client()
            .createNetwork(
                NetworkConfig.of(pop.name("ten"))
                    .withSubnet("10.77.34.0/24")
                    .withSubnet("fd77:34::/64")
                    .withMtu(1400));
    assertThat(ten.mtu()).isEqualTo(1400);
    assertThat(ten.subnets())
        .containsExactly(
            new Subnet("10.77.34.0/24", "10.77.34.1"), new Subnet("fd77:34::/64", "fd77:34::1"));
    pop.create("c", Map.of(ten.name(), Endpoint.fixed("fd77:34::9")));
    Container started = pop.start("c");

    assertThat(started.endpoints().get(ten.name()).address()).isEqualTo("10.77.34.2");
    assertThat(pop.run("c", "ip -o link")).contains("mtu 1400");
    assertThat(pop.run("c", "ip -o addr")).contains("inet6 fd77:34::9/64");
  }

  @Test
  void aNetworkOfIpv6AloneGetsOneOfIpv4FromTheEngineAndIsTheSameWhenAskedForAgain() {
    NetworkConfig six = NetworkConfig.of(pop.name("six")).withSubnet("fd77:35::/64");
    Network made = pop.client().createNetwork(six);

    assertThat(made.subnets()).hasSize(2);
    assertThat(pop.client().createNetwork(six)).isEqualTo(made);
  }

  @Test
  void aSubnetThatIsPickedKeepsClearOfNetworksThatAreNotOffered() {
    pop.foreignNetwork("hidden", "10.77.16.64/26", Map.of());

    Network picked = create("picked");

    assertThat(picked.subnets()).extracting(Subnet::cidr).noneMatch("10.77.16.0/24"::equals);
    NetworkConfig taken = NetworkConfig.of(pop.name("taken")).withSubnet("10.77.16.0/25");
    assertThatThrownBy(() -> pop.client().createNetwork(taken))
        .hasMessageContaining("overlaps with the engine's network '" + pop.name("hidden"));
  }

  private Network create(String name) {
    return pop.client().createNetwork(NetworkConfig.of(pop.name(name)));
  }

  private Network network(String name) {
    return pop.client().network(Filter.byName(pop.name(name))).orElseThrow();
  }

  private Container fixed(String name, Network network, String address) {
    return pop.create(name, Map.of(network.name(), Endpoint.fixed(address)));
  }

  private static Endpoint automatic() {
    return Endpoint.automatic();
  }
}
