package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.internal.PopWire;

class PopWireTest {

  private static final Endpoint ENDPOINT =
      new Endpoint(
          "net-1",
          "private",
          "e1",
          new Ip("172.16.0.2", new Subnet("172.16.0.0/16", "172.16.0.1")),
          Ip.of("fd00::2"),
          "02:00:00:00:00:01");

  private static final Container CONTAINER =
      new Container(
          "id-1",
          List.of("web", "www"),
          "sha256:1",
          "docker-flavour-id",
          "/bin/sleep 1000",
          Instant.ofEpochSecond(1000),
          Instant.ofEpochSecond(2000),
          ContainerStatus.RUNNING,
          "the container is running",
          Map.of("private", ENDPOINT),
          Map.of("B", "2", "A", "1"),
          2,
          0,
          Instant.ofEpochSecond(3000),
          Map.of("owner", "me"));

  @Test
  void containersCrossUnchanged() {
    assertThat(PopWire.fromProto(PopWire.toProto(CONTAINER))).isEqualTo(CONTAINER);
  }

  @ParameterizedTest
  @EnumSource(ContainerStatus.class)
  void everyStateCrossesUnchanged(ContainerStatus status) {
    assertThat(PopWire.fromProto(PopWire.toProto(CONTAINER.withStatus(status))).status())
        .isEqualTo(status);
  }

  @Test
  void aStateOfANewerPopIsUnavailable() {
    org.mano4j.pop.proto.Container newer =
        org.mano4j.pop.proto.Container.newBuilder().setStatusValue(17).build();

    assertThat(PopWire.fromProto(newer).status()).isEqualTo(ContainerStatus.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE})
  void timesBeyondAllTimesBecomeTheNearestOne(long seconds) {
    Instant nearest = seconds > 0 ? Instant.MAX : Instant.MIN;
    Container container =
        PopWire.fromProto(
            org.mano4j.pop.proto.Container.newBuilder()
                .setCreated(seconds)
                .setStarted(seconds)
                .build());

    assertThat(container.created()).isEqualTo(nearest);
    assertThat(container.started()).isEqualTo(nearest);
    assertThat(
            PopWire.fromProto(org.mano4j.pop.proto.Image.newBuilder().setCreated(seconds).build())
                .created())
        .isEqualTo(nearest);
    assertThat(
            PopWire.fromProto(org.mano4j.pop.proto.Infos.newBuilder().setTimestamp(seconds).build())
                .time())
        .isEqualTo(nearest);
  }

  @Test
  void aContainerThatWasNotStartedHasNoTimeOfStart() {
    Container created = CONTAINER.withStarted(null);

    assertThat(PopWire.toProto(created).getStarted()).isZero();
    assertThat(PopWire.fromProto(PopWire.toProto(created)).started()).isNull();
  }

  @Test
  void habitsOfFirstGenerationPopsAreEvenedOut() {
    org.mano4j.pop.proto.Container old =
        org.mano4j.pop.proto.Container.newBuilder()
            .setCommand("/bin/sleep 1000 ")
            .putEndpoints(
                "private",
                org.mano4j.pop.proto.Endpoint.newBuilder()
                    .setIpv4(org.mano4j.pop.proto.Ip.newBuilder().setAddress("172.16.0.2"))
                    .setIpv6(org.mano4j.pop.proto.Ip.getDefaultInstance())
                    .build())
            .build();

    Container container = PopWire.fromProto(old);

    assertThat(container.command()).isEqualTo("/bin/sleep 1000");
    assertThat(container.endpoints().get("private").address()).isEqualTo("172.16.0.2");
    assertThat(container.endpoints().get("private").ipv6()).isNull();
  }

  @Test
  void anEmptyContainerCanBeRead() {
    Container empty = PopWire.fromProto(org.mano4j.pop.proto.Container.getDefaultInstance());

    assertThat(empty.name()).isEmpty();
    assertThat(empty.metadata()).isEmpty();
    assertThat(empty.status()).isEqualTo(ContainerStatus.UNAVAILABLE);
  }

  @Test
  void configurationsFiltersAndTheRestCrossUnchanged() {
    ContainerConfig config =
        ContainerConfig.of("web", "web:1").withNetwork("private").withAddress("dmz", "10.0.0.9");
    Image image = new Image("sha256:1", List.of("a", "b"), Instant.ofEpochSecond(5));
    Network network = new Network("n", "private", true, List.of(new Subnet("10.0.0.0/8", "")));
    PopInfo info = new PopInfo("docker", "lab", Instant.ofEpochSecond(6));

    assertThat(PopWire.fromProto(PopWire.toProto(config))).isEqualTo(config);
    assertThat(PopWire.fromProto(PopWire.toProto(image))).isEqualTo(image);
    assertThat(PopWire.fromProto(PopWire.toProto(network))).isEqualTo(network);
    assertThat(PopWire.fromProto(PopWire.toProto(info))).isEqualTo(info);
    assertThat(PopWire.fromProto(PopWire.toProto(Flavour.UNLIMITED))).isEqualTo(Flavour.UNLIMITED);
    for (Filter filter : List.of(Filter.all(), Filter.byId("x"), Filter.byName(""))) {
      assertThat(PopWire.fromProto(PopWire.toProto(filter))).isEqualTo(filter);
    }
  }

  @Test
  void valuesKeepTheirOwnCopies() {
    Map<String, String> metadata = new java.util.HashMap<>(Map.of("A", "1"));
    Container container = CONTAINER.withMetadata(metadata);

    metadata.put("B", "2");

    assertThat(container.metadata()).containsOnlyKeys("A");
  }

  @Test
  void passwordsAreNotInTheTextForm() {
    assertThat(new PopCredentials("admin", "hunter2").toString())
        .contains("admin")
        .doesNotContain("hunter2");
  }
}
