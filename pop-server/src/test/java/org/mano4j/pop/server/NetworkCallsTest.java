package org.mano4j.pop.server;

import static io.grpc.Status.Code.ALREADY_EXISTS;
import static io.grpc.Status.Code.FAILED_PRECONDITION;
import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.NOT_FOUND;
import static io.grpc.Status.Code.RESOURCE_EXHAUSTED;
import static io.grpc.Status.Code.UNIMPLEMENTED;
import static io.grpc.Status.Code.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.pop.server.RawPop.all;
import static org.mano4j.pop.server.RawPop.config;
import static org.mano4j.pop.server.RawPop.fixed;
import static org.mano4j.pop.server.RawPop.id;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.network;
import static org.mano4j.pop.server.RawPop.refused;
import static org.mano4j.pop.server.RawPop.subnet;

import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.pop.PopException;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Endpoint;
import org.mano4j.pop.proto.Ip;
import org.mano4j.pop.proto.Network;
import org.mano4j.pop.proto.NetworkConfig;
import org.mano4j.pop.proto.PopGrpc;

/** CreateNetwork, DeleteNetwork, and what containers get of the networks. */
class NetworkCallsTest {

  private RawPop lab;
  private PopGrpc.PopBlockingStub pop;

  @BeforeEach
  void open() {
    lab = new RawPop(RawPop.backend());
    pop = lab.pop;
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aNameAlonePicksTheFirstFreeSubnetAndIsInternal() {
    Network first = pop.createNetwork(network("one"));
    Network second = pop.createNetwork(network("two"));

    assertThat(first.getName()).isEqualTo("one");
    assertThat(first.getId()).isNotEmpty().isNotEqualTo(second.getId());
    assertThat(first.getExternal()).isFalse();
    assertThat(first.getSubnetsList()).containsExactly(subnet("172.17.0.0/16", "172.17.0.1", ""));
    assertThat(second.getSubnets(0).getCidr()).isEqualTo("172.18.0.0/16");
    assertThat(pop.networks(all()).getListList())
        .extracting(Network::getName)
        .containsExactlyInAnyOrder("private", "dmz", "one", "two");
    assertThat(pop.networks(name("one")).getList(0)).isEqualTo(first);
  }

  @Test
  void containersOfANewNetworkGetAddressesOfIt() {
    pop.createNetwork(
        network("dual").toBuilder()
            .addSubnets(subnet("10.5.0.0/24", "10.5.0.1", "10.5.0.64/28"))
            .addSubnets(subnet("fd00:5::/64", "", ""))
            .build());

    Container web =
        pop.create(config("web").putEndpoints("dual", Endpoint.getDefaultInstance()).build());

    Endpoint endpoint = web.getEndpointsOrThrow("dual");
    assertThat(endpoint.getIpv4())
        .isEqualTo(
            Ip.newBuilder()
                .setAddress("10.5.0.64")
                .setSubnet(subnet("10.5.0.0/24", "10.5.0.1", "10.5.0.64/28"))
                .build());
    assertThat(endpoint.getIpv6().getAddress()).isEqualTo("fd00:5::1");
    assertThat(pop.start(name("web")).getEndpointsOrThrow("dual")).isEqualTo(endpoint);
    assertThat(lab.server.stats().addressesInUse()).isEqualTo(2);
    pop.delete(name("web"));
    assertThat(lab.server.stats().addressesInUse()).isZero();
  }

  @Test
  void repeatingReturnsTheExistingNetworkAndAnotherContentIsRefused() {
    NetworkConfig ten =
        network("ten").toBuilder().addSubnets(subnet("10.7.0.9/24", "", "")).setMtu(1400).build();
    Network made = pop.createNetwork(ten);

    assertThat(made.getSubnets(0).getCidr()).isEqualTo("10.7.0.0/24");
    assertThat(made.getMtu()).isEqualTo(1400);
    assertThat(pop.createNetwork(ten)).isEqualTo(made);
    assertThat(pop.createNetwork(network("ten"))).isEqualTo(made);
    refused(
        ALREADY_EXISTS,
        "network name ten already taken: it is internal",
        () -> pop.createNetwork(ten.toBuilder().setExternal(true).build()));
    refused(
        ALREADY_EXISTS,
        "network name ten already taken: its MTU is 1400, not 1500",
        () -> pop.createNetwork(ten.toBuilder().setMtu(1500).build()));
    refused(
        ALREADY_EXISTS,
        "network name ten already taken: its subnets are",
        () ->
            pop.createNetwork(
                network("ten").toBuilder().addSubnets(subnet("10.8.0.0/24", "", "")).build()));
    refused(
        ALREADY_EXISTS,
        "network name private already taken: it was not made by CreateNetwork",
        () -> pop.createNetwork(network("private")));
  }

  @Test
  void aSubnetThatOverlapsIsRefusedNamingTheOtherNetwork() {
    refused(
        ALREADY_EXISTS,
        "subnet 172.16.9.0/24 overlaps with network 'private'",
        () ->
            pop.createNetwork(
                network("x").toBuilder().addSubnets(subnet("172.16.9.0/24", "", "")).build()));
    assertThat(pop.networks(all()).getListList()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.1.0/33, '', '',                '10.0.1.0/33' is no subnet, subnets[0].cidr",
    "nonsense,    '', '',                'nonsense' is no subnet,    subnets[0].cidr",
    "'',          '', '',                '' is no subnet,            subnets[0].cidr",
    "10.1.0.0/24, 10.2.0.1, '',          10.2.0.1 is not contained,  subnets[0].gateway",
    "10.1.0.0/24, 10.1.0.0, '',          10.1.0.0 is the network address, subnets[0].gateway",
    "10.1.0.0/24, 10.1.0.255, '',        10.1.0.255 is the broadcast address, subnets[0].gateway",
    "10.1.0.0/24, x, '',                 x is not contained,         subnets[0].gateway",
    "10.1.0.0/24, '', 10.1.1.0/28,       10.1.1.0/28 is not contained, subnets[0].allocation_range",
    "10.1.0.0/24, '', 10.1.0.7,          '10.1.0.7' is no subnet,    subnets[0].allocation_range",
  })
  void aSubnetThatCannotBeIsRefused(
      String cidr, String gateway, String range, String text, String field) {
    StatusRuntimeException refusal =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                pop.createNetwork(
                    network("x").toBuilder().addSubnets(subnet(cidr, gateway, range)).build()));

    assertThat(refusal.getStatus().getCode()).isEqualTo(INVALID_ARGUMENT);
    assertThat(refusal.getStatus().getDescription())
        .contains(text.strip())
        .contains("(" + field.strip() + ")");
  }

  @Test
  void otherFieldsAreCheckedToo() {
    refused(INVALID_ARGUMENT, "invalid network name ''", () -> pop.createNetwork(network("")));
    refused(INVALID_ARGUMENT, "invalid network name", () -> pop.createNetwork(network("a/b")));
    refused(
        INVALID_ARGUMENT,
        "an MTU is 0, or from 68",
        () -> pop.createNetwork(network("x").toBuilder().setMtu(67).build()));
    refused(
        INVALID_ARGUMENT,
        "an MTU is 0, or from 1280",
        () ->
            pop.createNetwork(
                network("x").toBuilder()
                    .setMtu(1279)
                    .addSubnets(subnet("fd00::/64", "", ""))
                    .build()));
    refused(
        INVALID_ARGUMENT,
        "10.1.0.0/16 overlaps with 10.1.2.0/24 beside it",
        () ->
            pop.createNetwork(
                network("x").toBuilder()
                    .addSubnets(subnet("10.1.2.0/24", "", ""))
                    .addSubnets(subnet("10.1.0.0/16", "", ""))
                    .build()));
  }

  @Test
  void anExternalNetworkHasAGatewayAndAnInternalOneOnlyIfAskedFor() {
    NetworkConfig config =
        network("out").toBuilder()
            .setExternal(true)
            .addSubnets(subnet("10.3.0.0/24", "", ""))
            .build();

    assertThat(pop.createNetwork(config).getSubnets(0).getGateway()).isEqualTo("10.3.0.1");
    assertThat(
            pop.createNetwork(
                    network("in").toBuilder().addSubnets(subnet("10.4.0.0/24", "", "")).build())
                .getSubnets(0)
                .getGateway())
        .isEmpty();
  }

  @Test
  void whenTheSubnetsRunOutOneMustBeNamed() {
    RawPop small =
        new RawPop(
            RawPop.backend(),
            PopServer.builder(RawPop.backend())
                .subnetPools(List.of(new SubnetPool("10.0.0.0/28", 30))));
    try (small) {
      List<String> cidrs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        cidrs.add(small.pop.createNetwork(network("n" + i)).getSubnets(0).getCidr());
      }
      assertThat(cidrs).containsExactly("10.0.0.4/30", "10.0.0.8/30", "10.0.0.12/30");
      refused(
          RESOURCE_EXHAUSTED,
          "no more subnets available for this host",
          () -> small.pop.createNetwork(network("n3")));
      small.pop.deleteNetwork(name("n1"));
      assertThat(small.pop.createNetwork(network("n3")).getSubnets(0).getCidr())
          .isEqualTo("10.0.0.8/30");
    }
  }

  @Test
  void aNetworkIsDeletedByIdOrNameUnlessAContainerHasAnAddressThere() {
    Network one = pop.createNetwork(network("one"));
    pop.createNetwork(network("two"));
    pop.create(config("web").putEndpoints("one", fixed("")).build());

    refused(
        FAILED_PRECONDITION,
        "network 'one' cannot be deleted: container 'web' has an address there",
        () -> pop.deleteNetwork(id(one.getId())));
    pop.delete(name("web"));
    pop.deleteNetwork(id(one.getId()));
    pop.deleteNetwork(name("two"));

    assertThat(pop.networks(all()).getListList())
        .extracting(Network::getName)
        .containsExactlyInAnyOrder("private", "dmz");
    refused(
        NOT_FOUND,
        "no network with name one",
        () -> pop.create(config("b").putEndpoints("one", fixed("")).build()));
    refused(NOT_FOUND, "no network for the given filter", () -> pop.deleteNetwork(name("one")));
    refused(NOT_FOUND, "no network for the given filter", () -> pop.deleteNetwork(id(one.getId())));
  }

  @Test
  void networksOfThePlatformAreNotDeleted() {
    refused(
        FAILED_PRECONDITION,
        "network 'dmz' was not made by CreateNetwork",
        () -> pop.deleteNetwork(name("dmz")));
    refused(
        FAILED_PRECONDITION,
        "network 'private' cannot be deleted: it is the network of containers that ask for none",
        () -> pop.deleteNetwork(name("private")));
    refused(INVALID_ARGUMENT, "no network specified", () -> pop.deleteNetwork(all()));
    refused(INVALID_ARGUMENT, "no network specified", () -> pop.deleteNetwork(name("")));
  }

  @Test
  void aPlatformThatCannotMakeNetworksSaysSo() {
    PopBackend plain =
        new ForwardingBackend(lab.backend) {
          @Override
          public Set<BackendCapability> capabilities() {
            return Set.of();
          }
        };
    try (RawPop other = new RawPop(lab.backend, PopServer.builder(plain))) {
      refused(
          UNIMPLEMENTED,
          "backend memory does not support CreateNetwork, DeleteNetwork",
          () -> other.pop.createNetwork(network("x")));
      refused(
          UNIMPLEMENTED,
          "backend memory does not support CreateNetwork, DeleteNetwork",
          () -> other.pop.deleteNetwork(name("private")));
    }
  }

  @Test
  void aNetworkThatThePlatformDoesNotMakeOrRemoveIsAsBefore() {
    AtomicBoolean broken = new AtomicBoolean(true);
    PopBackend moody =
        new ForwardingBackend(lab.backend) {
          @Override
          public org.mano4j.pop.Network createNetwork(org.mano4j.pop.NetworkConfig config) {
            fail();
            return super.createNetwork(config);
          }

          @Override
          public void deleteNetwork(String networkId) {
            fail();
            super.deleteNetwork(networkId);
          }

          private void fail() {
            if (broken.get()) {
              throw new PopException(PopException.Code.UNKNOWN, "no bridge left");
            }
          }
        };
    try (RawPop other = new RawPop(lab.backend, PopServer.builder(moody))) {
      refused(UNKNOWN, "no bridge left", () -> other.pop.createNetwork(network("x")));
      assertThat(other.pop.networks(all()).getListCount()).isEqualTo(2);
      broken.set(false);
      other.pop.createNetwork(network("x"));
      broken.set(true);
      refused(UNKNOWN, "no bridge left", () -> other.pop.deleteNetwork(name("x")));
      other.pop.create(config("web").putEndpoints("x", fixed("")).build());
    }
  }

  @Test
  void aPlatformThatDoesNotTellItsNetworksStopsNoContainerOnKnownOnes() {
    AtomicBoolean broken = new AtomicBoolean();
    PopBackend moody =
        new ForwardingBackend(lab.backend) {
          @Override
          public List<org.mano4j.pop.Network> networks() {
            if (broken.get()) {
              throw new PopException(PopException.Code.UNAVAILABLE, "engine away");
            }
            return super.networks();
          }
        };
    try (RawPop other = new RawPop(lab.backend, PopServer.builder(moody))) {
      broken.set(true);

      assertThat(other.create("web").getEndpointsMap()).containsOnlyKeys("private");
      refused(io.grpc.Status.Code.UNAVAILABLE, "engine away", () -> other.pop.networks(all()));
    }
  }

  @Test
  void networksMadeAtTheSameTimeDoNotOverlap() throws Exception {
    Queue<Network> made = new ConcurrentLinkedQueue<>();
    AtomicInteger number = new AtomicInteger();
    SixteenThreads.run(
        () -> {
          made.add(pop.createNetwork(network("n" + number.getAndIncrement() / 2)));
        });

    assertThat(made.stream().distinct()).hasSize(8);
    assertThat(made.stream().distinct().map(n -> n.getSubnets(0).getCidr()))
        .doesNotHaveDuplicates();
  }

  @Test
  void noContainerEndsUpOnANetworkThatIsGone() throws Exception {
    AtomicInteger turn = new AtomicInteger();
    pop.createNetwork(network("hot"));
    SixteenThreads.run(
        () -> {
          boolean deletes = turn.getAndIncrement() % 4 == 0;
          for (int i = 0; i < 20; i++) {
            try {
              if (deletes) {
                pop.deleteNetwork(name("hot"));
                pop.createNetwork(network("hot"));
              } else {
                Container web = pop.create(config("").putEndpoints("hot", fixed("")).build());
                assertThat(pop.networks(name("hot")).getListCount()).isEqualTo(1);
                pop.delete(id(web.getId()));
              }
            } catch (StatusRuntimeException e) {
              assertThat(e.getStatus().getDescription())
                  .containsAnyOf(
                      "no network with name hot",
                      "network 'hot' cannot be deleted",
                      "no network for the given filter: there is none named");
              assertThat(!deletes && e.getStatus().getDescription().contains("given filter"))
                  .as("a network was deleted although a container was on it")
                  .isFalse();
            }
          }
        });
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(0, 0));
  }
}
