package org.mano4j.pop.server;

import static io.grpc.Status.Code.ALREADY_EXISTS;
import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.NOT_FOUND;
import static io.grpc.Status.Code.RESOURCE_EXHAUSTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.pop.server.RawPop.config;
import static org.mano4j.pop.server.RawPop.fixed;
import static org.mano4j.pop.server.RawPop.id;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.now;
import static org.mano4j.pop.server.RawPop.refused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerConfig;
import org.mano4j.pop.proto.Endpoint;
import org.mano4j.pop.proto.Ip;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.Subnet;

/**
 * What Create answers, and what it leaves. As seen on the wire by a client that knows nothing but
 * the stubs.
 */
class CreateCallsTest {

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
  void createReservesAndRunsNothing() {
    long before = now();
    Container web = lab.create("web");

    assertThat(web.getId()).isNotEmpty();
    assertThat(web.getNamesList()).containsExactly("web");
    assertThat(web.getImageId()).isEqualTo("web:latest");
    assertThat(web.getFlavourId()).isEqualTo("docker-flavour-id");
    assertThat(web.getStatus()).isEqualTo(Container.Status.CREATED);
    assertThat(web.getExtendedStatus()).isEqualTo("container ready for instantiation");
    assertThat(web.getCreated()).isBetween(before, now());
    assertThat(web.getStarted()).isZero();
    assertThat(web.getCommand()).isEmpty();
    assertThat(web.hasMd()).isTrue();
    assertThat(web.getMd().getEntriesMap()).isEmpty();
    assertThat(lab.backend.runningInstances()).isEmpty();
  }

  @Test
  void withoutEndpointsTheDefaultNetworkIsAttachedAndNamed() {
    Map<String, Endpoint> endpoints = lab.create("web").getEndpointsMap();

    assertThat(endpoints).containsOnlyKeys("private");
    Endpoint endpoint = endpoints.get("private");
    assertThat(endpoint.getNetName()).isEqualTo("private");
    assertThat(endpoint.getNetId()).isEqualTo(pop.networks(name("private")).getList(0).getId());
    assertThat(endpoint.getIpv4())
        .isEqualTo(
            Ip.newBuilder()
                .setAddress("172.16.0.2")
                .setSubnet(Subnet.newBuilder().setCidr("172.16.0.0/16").setGateway("172.16.0.1"))
                .build());
  }

  @Test
  void endpointsGetTheAddressAskedForOrAnyFreeOne() {
    Container web =
        pop.create(
            config("web")
                .putEndpoints("private", fixed("172.16.7.7"))
                .putEndpoints("dmz", Endpoint.getDefaultInstance())
                .build());

    assertThat(web.getEndpointsMap()).containsOnlyKeys("private", "dmz");
    assertThat(web.getEndpointsOrThrow("private").getIpv4().getAddress()).isEqualTo("172.16.7.7");
    assertThat(web.getEndpointsOrThrow("private").getNetName()).isEqualTo("private");
    assertThat(web.getEndpointsOrThrow("dmz").getIpv4().getAddress()).isEqualTo("10.0.0.2");
    assertThat(web.getEndpointsOrThrow("dmz").getIpv4().getSubnet().getGateway())
        .isEqualTo("10.0.0.1");
  }

  @Test
  void aTakenNameIsRefusedInEveryState() {
    lab.create("web");
    refused(ALREADY_EXISTS, "container name web already taken", () -> lab.create("web"));
    Container running = pop.start(name("web"));
    refused(ALREADY_EXISTS, "container name web already taken", () -> lab.create("web"));
    lab.backend.exit(running.getId(), 1);
    refused(ALREADY_EXISTS, "container name web already taken", () -> lab.create("web"));

    pop.delete(name("web"));
    assertThat(lab.create("web").getId()).isNotEqualTo(running.getId());
  }

  @Test
  void withoutANameOneIsMadeUp() {
    String first = lab.create("").getNames(0);
    String second = lab.create("").getNames(0);

    assertThat(first).isNotEmpty().isNotEqualTo(second);
    assertThat(lab.get(first).getNames(0)).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-web", ".web", "we b", "web/1", "wéb", "web\n", "_"})
  void aNameThatEnginesRefuseIsRefusedAtOnce(String name) {
    refused(INVALID_ARGUMENT, "invalid container name", () -> lab.create(name));
  }

  @Test
  void veryLongInputGetsAnAnswerToo() {
    refused(INVALID_ARGUMENT, "invalid container name", () -> lab.create("x".repeat(1_000_000)));
    // On the wire these take three, nine and twelve bytes each.
    for (String wide : List.of("%", "世", "😀")) {
      refused(INVALID_ARGUMENT, "invalid container name", () -> lab.create(wide.repeat(2000)));
    }
    refused(NOT_FOUND, "no container", () -> pop.start(id("x".repeat(1_000_000))));
  }

  @Test
  void whatACreateNamesMustBeThere() {
    refused(
        INVALID_ARGUMENT,
        "no image ID provided",
        () -> pop.create(ContainerConfig.newBuilder().setName("a").build()));
    refused(NOT_FOUND, "no such image: X", () -> pop.create(config("a").setImageId("X").build()));
    refused(NOT_FOUND, "no flavour F", () -> pop.create(config("a").setFlavourId("F").build()));
    for (String network : List.of("N", "net-private")) {
      refused(
          NOT_FOUND,
          "no network with name " + network,
          () -> pop.create(config("a").putEndpoints(network, fixed("")).build()));
    }
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(0, 0));
  }

  @Test
  void theChecksComeInTheirOrder() {
    lab.create("web");
    ContainerConfig.Builder allWrong =
        ContainerConfig.newBuilder().setName("web").setFlavourId("F").putEndpoints("N", fixed("x"));

    refused(NOT_FOUND, "no flavour", () -> pop.create(allWrong.build()));
    allWrong.setFlavourId("docker-flavour-id");
    refused(ALREADY_EXISTS, "container name", () -> pop.create(allWrong.build()));
    allWrong.setName("free");
    refused(INVALID_ARGUMENT, "no image ID", () -> pop.create(allWrong.build()));
    allWrong.setImageId("X");
    refused(NOT_FOUND, "no such image", () -> pop.create(allWrong.build()));
    allWrong.setImageId("web");
    refused(NOT_FOUND, "no network with name N", () -> pop.create(allWrong.build()));
  }

  @ParameterizedTest
  @CsvSource({
    "10.9.8.7,       10.9.8.7 is not contained in 172.16.0.0/16",
    "fd00::1,        'fd00::1 is not contained in 172.16.0.0/16, since it is no IPv4 address'",
    "not-an-ip,      not-an-ip is not contained in 172.16.0.0/16",
    "172.16.0.1,     172.16.0.1 is the gateway",
    "172.16.255.255, 172.16.255.255 is the broadcast address",
  })
  void anAddressThatNobodyCanHaveIsRefused(String address, String text) {
    refused(
        INVALID_ARGUMENT,
        text,
        () -> pop.create(config("web").putEndpoints("private", fixed(address)).build()));
  }

  @Test
  void aTakenAddressIsRefused() {
    pop.create(config("a").putEndpoints("private", fixed("172.16.0.9")).build());

    refused(
        ALREADY_EXISTS,
        "ip is not available",
        () -> pop.create(config("b").putEndpoints("private", fixed("172.16.0.9")).build()));
  }

  @Test
  void ipv6OfANetworkWithoutItIsRefusedInsteadOfForgotten() {
    Endpoint ipv6 = Endpoint.newBuilder().setIpv6(Ip.newBuilder().setAddress("fd00::1")).build();

    refused(
        INVALID_ARGUMENT,
        "fd00::1 is not contained in network 'private', which has no IPv6 subnet",
        () -> pop.create(config("a").putEndpoints("private", ipv6).build()));
  }

  @Test
  void aCreateThatFailsHalfWayKeepsNothing() {
    pop.create(config("a").putEndpoints("dmz", fixed("")).build());

    refused(
        RESOURCE_EXHAUSTED,
        "no more IP available for this network",
        () ->
            pop.create(
                config("b")
                    .putEndpoints("dmz", fixed(""))
                    .putEndpoints("private", fixed("172.16.0.5"))
                    .build()));
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(1, 1));
    pop.create(config("b").putEndpoints("private", fixed("172.16.0.5")).build());
  }
}
