package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.Subnet;

class DockerNetworksTest {

  private static final String OURS = "\"Labels\":{\"org.mano4j.pop.owner\":\"me\"}";
  private static final String OTHERS = "\"Labels\":{\"org.mano4j.pop.owner\":\"you\"}";

  @TempDir private Path directory;

  private final FakeEngine fake = FakeEngine.start();
  private final EngineNetworks there = new EngineNetworks(fake);
  private final DockerPopConfigBuilder config =
      DockerPopConfigBuilder.builder(DockerPopBackend.builder().engine(fake.uri()).config());

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void offersTheDefaultOneThoseNamedOrLabelledAndItsOwn() {
    there.add("private", "10.1.0.0/24");
    there.add("named", "10.2.0.0/24");
    there.add("labelled", "10.3.0.0/24", "\"Labels\":{\"org.mano4j.pop.network\":\"\"}");
    there.add("hidden", "10.4.0.0/24", "\"Labels\":{\"org.mano4j.pop.network\":\"false\"}");
    there.add("own", "10.5.0.0/24", OURS);
    there.add("another-pops", "10.6.0.0/24", OTHERS);
    there.add("unrelated", "10.7.0.0/24");
    config.networks(List.of("named", "absent"));

    assertThat(networks().all())
        .extracting(Network::name)
        .containsExactlyInAnyOrder("private", "named", "labelled", "own");
  }

  @Test
  void neverOffersWhereNoFixedAddressesAre() {
    there.add("bridge", "172.17.0.0/16");
    there.add("host", "", "\"Driver\":\"host\"");
    there.add("none", "", "\"Driver\":\"null\"");
    there.add("ingress", "10.0.0.0/24", "\"Driver\":\"overlay\",\"Ingress\":true");
    there.add("docker_gwbridge", "172.18.0.0/16");
    there.add("no-subnet", "");
    there.add("services", "10.0.1.0/24", "\"Driver\":\"overlay\",\"Scope\":\"swarm\"");
    there.add(
        "attachable",
        "10.0.2.0/24,fd00:2::/64",
        "\"Driver\":\"overlay\",\"Scope\":\"swarm\",\"Attachable\":true");
    config.networks(there.names());

    assertThat(networks().all())
        .singleElement()
        .satisfies(
            network -> {
              assertThat(network.name()).isEqualTo("attachable");
              assertThat(network.subnets()).extracting(Subnet::cidr).containsExactly("10.0.2.0/24");
            });
  }

  @Test
  void ofTwoWithOneNameItsOwnIsUsedAndElseTheOlderOne() {
    there.add("twice", "10.1.0.0/24");
    String own = there.add("twice", "10.2.0.0/24", OURS);
    String older = there.add("again", "10.3.0.0/24");
    there.add("again", "10.4.0.0/24");
    config.networks(List.of("twice", "again"));

    assertThat(networks().all()).extracting(Network::id).containsExactlyInAnyOrder(own, older);
  }

  @Test
  void tellsTheGatewayThatTheEngineHasTakenWithoutSayingSo() {
    config.networks(List.of("silent", "ranged"));
    there.add("silent", "10.1.0.0/24,fd00:1::/64");
    there.add(
        "ranged",
        "",
        "\"IPAM\":{\"Config\":[{\"Subnet\":\"10.2.0.7/24\",\"IPRange\":\"10.2.0.128/25\"}]}");

    List<Network> all = networks().all();

    assertThat(all.get(0).subnets())
        .containsExactly(
            new Subnet("10.1.0.0/24", "10.1.0.1"), new Subnet("fd00:1::/64", "fd00:1::1"));
    assertThat(all.get(1).subnets())
        .containsExactly(new Subnet("10.2.0.0/24", "10.2.0.128", "10.2.0.128/25"));
  }

  @Test
  void theDefaultNetworkOverlapsWithNothingOfTheEngineOrItsHost() throws IOException {
    there.add("small", "172.16.200.0/24");
    there.add("large", "172.18.0.0/15,fd00:1::/64");
    // 172.20.0.0/14 and a default route, as /proc/net/route writes them.
    Path routes = directory.resolve("route");
    Files.writeString(
        routes,
        "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n"
            + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
            + "tun0\t000014AC\t00000000\t0001\t0\t0\t0\t0000FCFF\t0\t0\t0\n");
    DockerNetworks networks = networks(host(routes));
    networks.open();

    Network made = networks.all().get(0);
    assertThat(made.name()).isEqualTo("private");
    assertThat(made.external()).isFalse();
    assertThat(made.subnets()).containsExactly(new Subnet("172.24.0.0/16", "172.24.0.1"));
    assertThat(fake.asked("POST", "/networks/create"))
        .singleElement()
        .satisfies(
            call ->
                assertThat(call.body())
                    .contains("\"Driver\":\"bridge\"", "\"Attachable\":true", "\"Internal\":true"));
    assertThat(networks.takenSubnets()).contains("172.20.0.0/14", "172.16.200.0/24");
  }

  @Test
  void theDefaultNetworkGoesOnWhereTheEngineRefusesASubnet() {
    there.refuse("172.16.0.0/16", "172.17.0.0/16");
    DockerNetworks networks = networks();
    networks.open();

    assertThat(networks.all().get(0).subnets().get(0).cidr()).isEqualTo("172.18.0.0/16");
  }

  @Test
  void withoutAFreeSubnetTheDefaultNetworkIsRefusedWithAWayOut() {
    there.add("all", "172.16.0.0/12");

    assertThatThrownBy(() -> networks().open())
        .isInstanceOfSatisfying(
            PopException.class,
            e -> {
              assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
              assertThat(e.text())
                  .contains("no more subnets available for this host", "172.16.0.0/12", "by hand");
            });
  }

  @Test
  void anExistingDefaultNetworkIsTakenAsItIs() {
    String id = there.add("private", "10.9.0.0/24", OTHERS);
    DockerNetworks networks = networks();
    networks.open();

    assertThat(networks.all()).extracting(Network::id).containsExactly(id);
    assertThat(fake.calls("POST", "/networks/create")).isZero();
  }

  @Test
  void ofTwoPopsThatMakeTheDefaultNetworkAtOnceTheSecondTakesThatOfTheFirst() {
    AtomicBoolean once = new AtomicBoolean();
    there.beforeCreate(
        name -> {
          if (once.compareAndSet(false, true)) {
            there.add(name, "172.30.0.0/16", OTHERS);
          }
        });
    DockerNetworks networks = networks();
    networks.open();

    assertThat(there.names()).containsExactly("private");
    assertThat(networks.all().get(0).subnets().get(0).cidr()).isEqualTo("172.30.0.0/16");
  }

  @Test
  void itsOwnDefaultNetworkIsMadeAgainAsItWasWhenSomebodyRemovesIt() {
    DockerNetworks networks = networks();
    networks.open();
    Network before = networks.all().get(0);
    there.remove("private");
    there.add("other", "172.19.0.0/16");

    Network after = networks.all().get(0);

    assertThat(after.id()).isNotEqualTo(before.id());
    assertThat(after.subnets()).isEqualTo(before.subnets());
  }

  @Test
  void somebodyElsesDefaultNetworkIsNotMadeAgain() {
    there.add("private", "10.9.0.0/24");
    DockerNetworks networks = networks();
    networks.open();
    networks.all();
    there.remove("private");

    assertThat(networks.all()).isEmpty();
    assertThat(fake.calls("POST", "/networks/create")).isZero();
    assertThatThrownBy(() -> networks.idOf("private"))
        .hasMessageContaining("network 'private' is gone from the engine; make it again");
  }

  @Test
  void makesANetworkAsAskedForAndFindsItAgain() {
    NetworkConfig wanted =
        new NetworkConfig(
            "ten",
            true,
            List.of(
                new Subnet("10.1.0.0/24", "10.1.0.254", "10.1.0.64/26"),
                new Subnet("fd00:1::/64", "")),
            1400);
    Network made = networks().create(wanted);

    assertThat(made.external()).isTrue();
    assertThat(made.mtu()).isEqualTo(1400);
    assertThat(made.subnets())
        .containsExactly(
            new Subnet("10.1.0.0/24", "10.1.0.254", "10.1.0.64/26"),
            new Subnet("fd00:1::/64", "fd00:1::1"));
    assertThat(fake.asked("POST", "/networks/create").get(0).body())
        .contains("\"EnableIPv6\":true", "\"org.mano4j.pop.owner\":\"me\"");
    assertThat(networks().create(wanted)).isEqualTo(made);
    assertThat(there.names()).containsExactly("ten");
  }

  @Test
  void aNameOrSubnetOfOthersIsRefused() {
    there.add("theirs", "10.1.0.0/16", OTHERS);
    there.refuse("10.3.0.0/24");

    refuses(PopReason.NAME_TAKEN, "theirs", "10.2.0.0/24");
    refuses(PopReason.SUBNET_TAKEN, "ten", "10.1.7.0/24");
    refuses(PopReason.SUBNET_TAKEN, "ten", "10.3.0.0/24");
    refuses(PopReason.INVALID_FIELD, "ten", "10.4.0.0/24", "10.5.0.0/24");
    assertThat(there.names()).containsExactly("theirs");
  }

  @Test
  void aSubnetWouldNotCutOffTheHost() {
    DockerNetworks networks = networks(host(directory));
    NetworkConfig ten = NetworkConfig.of("ten");

    assertThatThrownBy(() -> networks.create(ten.withSubnet("192.0.2.0/28")))
        .hasMessageContaining("eth0 (192.0.2.2/24)");
    assertThat(networks.create(ten.withSubnet("172.17.3.0/24")).name()).isEqualTo("ten");
  }

  @Test
  void aNameThatOthersTakeInTheSameMomentIsRefusedAndNothingIsLeft() {
    there.beforeCreate(name -> there.add(name, "10.8.0.0/24", OTHERS));
    refuses(PopReason.NAME_TAKEN, "ten", "10.2.0.0/24");
    assertThat(there.names()).containsExactly("ten");
  }

  @Test
  void anOverlayNeedsASwarmAndLeavesItARange() {
    config.networkDriver("overlay");
    refuses(PopReason.INVALID_FIELD, "ten", "fd00:1::/64");
    Network made = networks().create(NetworkConfig.of("ten").withSubnet("10.2.0.0/24"));
    assertThat(made.subnets()).singleElement().extracting(Subnet::allocationRange).isEqualTo("");
    assertThat(networks().foreignAddresses(made)).hasSize(32).contains("10.2.0.224", "10.2.0.255");

    fake.on("POST", "/networks/create", FakeEngine.refuse(500, "This node is not a swarm manager"));
    assertThatThrownBy(() -> networks().create(NetworkConfig.of("two").withSubnet("10.3.0.0/24")))
        .hasMessageContaining("docker swarm init");
  }

  @Test
  void addressesOfOthersAreThoseThatNoInstanceOfItsOwnHas() {
    String ours = "a".repeat(64);
    String others = "b".repeat(64);
    String gone = "c".repeat(64);
    String id =
        there.add(
            "ten",
            "",
            "\"IPAM\":{\"Config\":[{\"Subnet\":\"10.1.0.0/24\",\"AuxiliaryAddresses\":{\"router\":\"10.1.0.9\"}}]},"
                + "\"Containers\":{"
                + endpoint(ours, "10.1.0.2/24", "fd00:1::2/64")
                + ","
                + endpoint(others, "10.1.0.3/24", "fd00:1::3/64")
                + ","
                + endpoint(gone, "10.1.0.4/24", "")
                + ","
                + endpoint("lb-ten", "10.1.0.5/24", "")
                + "}");
    fake.on(
        "GET",
        "/containers/json",
        FakeEngine.json(
            200,
            "[{\"Id\":\"%s\",%s},{\"Id\":\"%s\",%s}]"
                .formatted(
                    ours,
                    OURS.replace("}", ",\"" + Labels.INSTANCE + "\":\"i1\"}"),
                    others,
                    OTHERS)));

    assertThat(networks().foreignAddresses(new Network(id, "ten", false, List.of())))
        .containsExactlyInAnyOrder("10.1.0.9", "10.1.0.3", "fd00:1::3", "10.1.0.5");
    assertThat(networks().foreignAddresses(new Network("no", "no", false, List.of()))).isEmpty();
  }

  @Test
  void removesOnlyWhatIsItsOwnAndNobodyIsAttachedTo() {
    String own = there.add("own", "10.1.0.0/24", OURS);
    String theirs = there.add("theirs", "10.2.0.0/24", OTHERS);
    String used =
        there.add(
            "used",
            "10.3.0.0/24",
            OURS + ",\"Containers\":{" + endpoint("d".repeat(64), "10.3.0.2/24", "") + "}");
    DockerNetworks networks = networks();

    networks.delete(own);
    networks.delete(own);
    assertThatThrownBy(() -> networks.delete(theirs)).hasMessageContaining("Pop's label");
    assertThatThrownBy(() -> networks.delete(used)).hasMessageContaining("somebody-d");
    assertThat(there.names()).containsExactly("theirs", "used");
  }

  private void refuses(String reason, String name, String... subnets) {
    NetworkConfig wanted = NetworkConfig.of(name);
    for (String subnet : subnets) {
      wanted = wanted.withSubnet(subnet);
    }
    NetworkConfig refused = wanted;
    assertThatThrownBy(() -> networks().create(refused))
        .isInstanceOfSatisfying(PopException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static String endpoint(String key, String ipv4, String ipv6) {
    return "\"%s\":{\"Name\":\"somebody-%s\",\"IPv4Address\":\"%s\",\"IPv6Address\":\"%s\"}"
        .formatted(key, key.substring(0, 1), ipv4, ipv6);
  }

  /** With an engine elsewhere, whose host tells nothing. */
  private DockerNetworks networks() {
    return networks(new HostRanges(false, List::of, directory));
  }

  private static HostRanges host(Path routes) {
    return new HostRanges(
        true,
        () ->
            List.of(
                new HostRanges.Connected("docker0", "172.17.0.1/16"),
                new HostRanges.Connected("eth0", "192.0.2.2/24")),
        routes);
  }

  private DockerNetworks networks(HostRanges host) {
    DockerPopConfig built = config.build();
    return new DockerNetworks(new Engine(built), built, new Labels("me", "pop"), host);
  }
}
