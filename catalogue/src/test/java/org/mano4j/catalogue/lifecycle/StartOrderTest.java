package org.mano4j.catalogue.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.record.Status;

class StartOrderTest {

  @Test
  void knowsSourcesAndTargets() {
    StartOrder order = order("server>client", "db>server");

    assertThat(order.sources("client")).containsExactly("server");
    assertThat(order.targets("server")).containsExactly("client");
    assertThat(order.isTarget("server")).isTrue();
    assertThat(order.isTarget("db")).isFalse();
    assertThat(order.sources("nobody")).isEmpty();
  }

  @Test
  void isTheSameForADescriptorAndForItsRecords() {
    NetworkServiceDescriptor nsd = nsd("server>client", "db>server");

    StartOrder launched = StartOrder.of(DependencyResolver.resolve(nsd));

    assertThat(launched.sources("client")).isEqualTo(StartOrder.of(nsd).sources("client"));
    assertThat(launched.targets("db")).isEqualTo(StartOrder.of(nsd).targets("db"));
  }

  @Test
  void letsATargetBeModifiedOnceItsSourcesAreInitialized() {
    StartOrder order = order("server>client", "db>client");

    assertThat(
            order.readyForModify(
                "client",
                Map.of(
                    "client",
                    Status.INITIALIZED,
                    "server",
                    Status.ACTIVE,
                    "db",
                    Status.INITIALIZED)))
        .isTrue();
    assertThat(
            order.readyForModify(
                "client",
                Map.of("client", Status.INITIALIZED, "server", Status.ACTIVE, "db", Status.NULL)))
        .isFalse();
    assertThat(
            order.readyForModify(
                "client", Map.of("client", Status.INITIALIZED, "server", Status.ACTIVE)))
        .isFalse();
    assertThat(
            order.readyForModify(
                "client",
                Map.of("client", Status.NULL, "server", Status.ACTIVE, "db", Status.ACTIVE)))
        .isFalse();
  }

  @Test
  void neverModifiesWhatIsNoTarget() {
    assertThat(
            order("server>client").readyForModify("server", Map.of("server", Status.INITIALIZED)))
        .isFalse();
  }

  @Test
  void modifiesBothOfACycleOnceBothAreInitialized() {
    StartOrder order = order("a>b", "b>a");
    Map<String, Status> statuses = Map.of("a", Status.INITIALIZED, "b", Status.INITIALIZED);

    assertThat(order.readyForModify("a", statuses)).isTrue();
    assertThat(order.readyForModify("b", statuses)).isTrue();
  }

  @Test
  void startsATargetOnlyAfterModify() {
    StartOrder order = order("server>client");

    assertThat(order.readyForStart("server", Status.INITIALIZED)).isTrue();
    assertThat(order.readyForStart("client", Status.INITIALIZED)).isFalse();
    assertThat(order.readyForStart("client", Status.INACTIVE)).isTrue();
  }

  @Test
  void waitsForAllBeforeAnOrderedStart() {
    StartOrder order = order("server>client");

    assertThat(
            order.readyForOrderedStart(
                Map.of("server", Status.INITIALIZED, "client", Status.INITIALIZED)))
        .isFalse();
    assertThat(
            order.readyForOrderedStart(
                Map.of("server", Status.INITIALIZED, "client", Status.INACTIVE)))
        .isTrue();
  }

  @Test
  void startsThoseWithTheFewestSourcesFirst() {
    StartOrder order = order("server>client", "db>server", "db>client");

    assertThat(order.ordered(List.of("client", "server", "lonely", "db")))
        .containsExactly("lonely", "db", "server", "client");
  }

  @Test
  void countsIndirectSources() {
    StartOrder order = order("a>b", "b>c", "x>y", "z>y");

    assertThat(order.ordered(List.of("y", "c", "b", "a", "x", "z")))
        .containsExactly("a", "x", "z", "b", "y", "c");
  }

  @Test
  void printsTheCycleThatPreventsAnOrder() {
    StartOrder order = order("in>a", "a>b", "b>c", "c>a", "c>out");

    assertThatThrownBy(() -> order.ordered(List.of("a", "b", "c")))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("a -> b -> c -> a");
    assertThat(order.inCycle("b")).isTrue();
    assertThat(order.inCycle("in")).isFalse();
    assertThat(order.inCycle("out")).isFalse();
  }

  @Test
  void findsTheCycleOfOne() {
    assertThat(order("a>a").cycle()).contains(List.of("a", "a"));
  }

  @Test
  void findsNoCycleWhereTwoWaysLeadToOneTarget() {
    assertThat(order("a>b", "a>c", "b>d", "c>d").cycle()).isEmpty();
  }

  private static StartOrder order(String... dependencies) {
    return StartOrder.of(nsd(dependencies));
  }

  /** A service of the dependencies {@code source>target}. */
  private static NetworkServiceDescriptor nsd(String... dependencies) {
    String edges =
        Arrays.stream(dependencies)
            .map(d -> d.split(">"))
            .map(
                d ->
                    "{\"source\":\"%s\",\"target\":\"%s\",\"parameters\":[\"p\"]}"
                        .formatted(d[0], d[1]))
            .collect(Collectors.joining(","));
    String vnfds =
        Arrays.stream(dependencies)
            .flatMap(d -> Arrays.stream(d.split(">")))
            .distinct()
            .map(name -> "{\"name\":\"%s\",\"type\":\"%s\"}".formatted(name, name))
            .collect(Collectors.joining(","));
    return CatalogueJson.read(
        "{\"vnfd\":[" + vnfds + "],\"vnf_dependency\":[" + edges + "]}",
        NetworkServiceDescriptor.class);
  }
}
