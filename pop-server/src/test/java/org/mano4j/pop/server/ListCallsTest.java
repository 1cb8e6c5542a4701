package org.mano4j.pop.server;

import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.pop.server.RawPop.all;
import static org.mano4j.pop.server.RawPop.id;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.refused;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.Image;
import org.mano4j.pop.proto.Network;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.Subnet;

/**
 * What lists and filters answer. As seen on the wire by a client that knows nothing but the stubs.
 */
class ListCallsTest {

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
  void anEmptyFilterListsEverything() {
    lab.create("b");
    lab.create("a");

    assertThat(pop.containers(all()).getListList())
        .extracting(c -> c.getNames(0))
        .containsExactly("b", "a");
    assertThat(pop.images(all()).getListList())
        .extracting(i -> i.getNames(0))
        .containsExactly("sipp:1.0", "web:latest");
    assertThat(pop.networks(all()).getListList())
        .extracting(Network::getName)
        .containsExactly("dmz", "private");
    assertThat(pop.flavours(all()).getListList())
        .extracting(f -> f.getId() + " " + f.getName())
        .containsExactly("docker-flavour-id docker.container");
  }

  @Test
  void aListTellsWhatHasChangedSinceTheLastOne() {
    Container created = lab.create("web");
    assertThat(pop.containers(all()).getListList()).containsExactly(created);

    Container started = pop.start(name("web"));

    assertThat(started).isNotEqualTo(created);
    assertThat(pop.containers(all()).getListList()).containsExactly(started);
  }

  @Test
  void aClientInThisProcessGetsTheSameList() {
    try (PopServer server =
            PopServer.builder(RawPop.backend())
                .user("admin", "secret")
                .bcryptCost(PasswordHash.MIN_COST)
                .inProcess("lists-in-here")
                .build();
        PopSessions sessions = PopSessions.create()) {
      server.start();
      PopClient client = sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));
      org.mano4j.pop.Container web = client.create(ContainerConfig.of("web", "web:latest"));

      assertThat(client.containers(org.mano4j.pop.Filter.all())).containsExactly(web);
    }
  }

  @Test
  void aFilterFindsOneByIdOrByName() {
    Container web = lab.create("web");
    Image image = pop.images(name("web:latest")).getList(0);
    Network network = pop.networks(name("private")).getList(0);

    assertThat(pop.containers(id(web.getId())).getListList()).containsExactly(web);
    assertThat(pop.containers(name("web")).getListList()).containsExactly(web);
    assertThat(pop.images(id(image.getId())).getListList()).containsExactly(image);
    assertThat(pop.images(name("web")).getListList()).containsExactly(image);
    assertThat(pop.networks(id(network.getId())).getListList()).containsExactly(network);
    assertThat(pop.flavours(id("docker-flavour-id")).getListCount()).isEqualTo(1);
    assertThat(pop.flavours(name("docker.container")).getListCount()).isEqualTo(1);
    assertThat(network.getExternal()).isFalse();
    assertThat(network.getSubnetsList())
        .containsExactly(
            Subnet.newBuilder().setCidr("172.16.0.0/16").setGateway("172.16.0.1").build());
  }

  @Test
  void whatIsNotThereIsNotFoundByIdNorByName() {
    String half = lab.create("web").getId().substring(0, 8);
    for (Filter filter : List.of(id("x"), name("x"), id("web"), name(half), id(half))) {
      refused(NOT_FOUND, "no container for the given filter", () -> pop.containers(filter));
    }
    for (Filter filter : List.of(id("x"), name("x"), id("private"))) {
      refused(NOT_FOUND, "no network for the given filter", () -> pop.networks(filter));
    }
    for (Filter filter : List.of(id("x"), name("UPPER CASE"), id("web:latest"), name("sipp"))) {
      refused(NOT_FOUND, "no image for the given filter", () -> pop.images(filter));
    }
    for (Filter filter : List.of(id("x"), name("x"), id("docker.container"))) {
      refused(NOT_FOUND, "no flavour for the given filter", () -> pop.flavours(filter));
    }
  }

  @Test
  void anEmptyTextInAFilterIsMalformed() {
    for (Filter filter : List.of(id(""), name(""))) {
      refused(INVALID_ARGUMENT, "no container specified", () -> pop.containers(filter));
      refused(INVALID_ARGUMENT, "no network specified", () -> pop.networks(filter));
      refused(INVALID_ARGUMENT, "no image specified", () -> pop.images(filter));
      refused(INVALID_ARGUMENT, "no flavour specified", () -> pop.flavours(filter));
    }
  }
}
