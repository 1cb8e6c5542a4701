package org.mano4j.catalogue.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.Samples;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VNFDependency;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.VnfmOrScaled;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

class DependencyResolverTest {

  @Test
  void fillsWhatTheRecordedOrchestratorFilled() {
    VNFRecordDependency filled =
        DependencyResolver.fill(
            single("srv", "server", "cli", "\"private\",\"port\""),
            answer("a-lifecycle/30-vnfm-to-nfvo-reply-to-07-INSTANTIATE"));

    assertSameValues(filled, modify("a-lifecycle/31-nfvo-to-vnfm-MODIFY"));
    assertThat(filled.vnfcParameters().get("server").parameters())
        .containsOnlyKeys("5ca3fa9a-650e-4c4c-9c33-cc13440f5bef");
  }

  @Test
  void fillsWhatWasFilledForASourceWithAPackage() {
    VNFRecordDependency filled =
        DependencyResolver.fill(
            single(
                "psrv",
                "server",
                "pcli",
                "\"private_floatingIp\",\"hostname\",\"private\",\"port\""),
            answer("b-package-and-day2/25-vnfm-to-nfvo-reply-to-02-INSTANTIATE"));

    assertSameValues(filled, modify("b-package-and-day2/28-nfvo-to-vnfm-MODIFY"));
  }

  @Test
  void makesTheFreshDependencyThatWasSentAfterScaleOut() {
    VNFRecordDependency launched = modify("a-lifecycle/31-nfvo-to-vnfm-MODIFY");
    VnfmOrScaled scaled =
        (VnfmOrScaled)
            MessageJson.readVnfmOr(
                Samples.bytes(
                    "captured/a-lifecycle/42-vnfm-to-nfvo-reply-to-37-SCALE_OUT-SCALED.json"));

    VNFRecordDependency fresh =
        DependencyResolver.fresh(
                launched, scaled.carriedVnfr().orElseThrow(), scaled.vnfcInstance())
            .orElseThrow();

    assertSameValues(fresh, modify("a-lifecycle/43-nfvo-to-vnfm-MODIFY"));
    assertThat(fresh.id()).isNull();
  }

  /** Compares all but ids and locks, and entries without parameters of the target's own type. */
  private static void assertSameValues(VNFRecordDependency actual, VNFRecordDependency recorded) {
    assertThat(actual.target()).isEqualTo(recorded.target());
    assertThat(actual.idType()).isEqualTo(recorded.idType());
    assertThat(actual.parameters().keySet()).isEqualTo(recorded.parameters().keySet());
    actual
        .parameters()
        .forEach(
            (type, parameters) ->
                assertThat(parameters.parameters())
                    .isEqualTo(recorded.parameters().get(type).parameters()));
    actual
        .vnfcParameters()
        .forEach(
            (type, instances) -> {
              Map<String, ?> expected = recorded.vnfcParameters().get(type).parameters();
              assertThat(instances.parameters().keySet()).isEqualTo(expected.keySet());
              instances
                  .parameters()
                  .forEach(
                      (id, values) ->
                          assertThat(values.parameters())
                              .isEqualTo(
                                  recorded
                                      .vnfcParameters()
                                      .get(type)
                                      .parameters()
                                      .get(id)
                                      .parameters()));
            });
    assertThat(
            recorded.vnfcParameters().entrySet().stream()
                .filter(entry -> !entry.getValue().parameters().isEmpty())
                .map(Map.Entry::getKey))
        .containsExactlyInAnyOrderElementsOf(actual.vnfcParameters().keySet());
  }

  private static VNFRecordDependency modify(String name) {
    return ((OrVnfmGeneric) MessageJson.readOrVnfm(Samples.bytes("captured/" + name + ".json")))
        .vnfrd();
  }

  private static VirtualNetworkFunctionRecord answer(String name) {
    return MessageJson.readVnfmOr(Samples.bytes("captured/" + name + ".json"))
        .carriedVnfr()
        .orElseThrow();
  }

  private static VNFRecordDependency single(
      String source, String sourceType, String target, String parameters) {
    return DependencyResolver.resolve(
            nsd(
                """
                {"vnfd":[{"name":"%s","type":"%s"},{"name":"%s","type":"client"}],
                 "vnf_dependency":[{"source":"%s","target":"%s","parameters":[%s]}]}
                """
                    .formatted(source, sourceType, target, source, target, parameters)))
        .get(0);
  }

  @Test
  void asksForEveryNameOnceAndKnowsNoValueYet() {
    VNFRecordDependency dependency = single("srv", "server", "cli", "\"private\",\"port\"");

    assertThat(dependency.target()).isEqualTo("cli");
    assertThat(dependency.idType()).isEqualTo(Map.of("srv", "server"));
    assertThat(dependency.parameters().get("server").parameters())
        .isEqualTo(Map.of("private", "", "port", ""));
    assertThat(dependency.vnfcParameters()).isEmpty();
    assertThat(dependency.id()).isNull();
  }

  @Test
  void mergesDependenciesOfTheServiceWithWhatItsFunctionsRequire() {
    List<VNFDependency> merged =
        DependencyResolver.dependencies(
            nsd(
                """
                {"vnfd":[
                   {"name":"srv","type":"server"},
                   {"name":"cli","type":"client","requires":{
                      "srv":{"parameters":["b","c"]},"db":{"parameters":["u"]},
                      "none":{"parameters":[]}}},
                   {"name":"db","type":"database"}],
                 "vnf_dependency":[
                   {"source":"srv","target":"cli","parameters":["a","b"]},
                   {"source":"srv","target":"cli","parameters":["d"]}]}
                """));

    assertThat(merged)
        .extracting(VNFDependency::source, VNFDependency::target, VNFDependency::parameters)
        .containsExactly(
            tuple("srv", "cli", List.of("a", "b", "d", "c")), tuple("db", "cli", List.of("u")));
  }

  @Test
  void makesOneDependencyPerTarget() {
    List<VNFRecordDependency> dependencies =
        DependencyResolver.resolve(
            nsd(
                """
                {"vnfd":[{"name":"a","type":"A"},{"name":"b","type":"B"},{"name":"c","type":"C"}],
                 "vnf_dependency":[
                   {"source":"a","target":"c","parameters":["x"]},
                   {"source":"b","target":"c","parameters":["y"]},
                   {"source":"a","target":"b","parameters":["z"]}]}
                """));

    assertThat(dependencies).extracting(VNFRecordDependency::target).containsExactly("c", "b");
    assertThat(dependencies.get(0).idType()).isEqualTo(Map.of("a", "A", "b", "B"));
  }

  @Test
  void refusesANameThatNoFunctionHas() {
    assertThatThrownBy(
            () ->
                DependencyResolver.resolve(
                    nsd(
                        """
                        {"name":"s","vnfd":[{"name":"cli"}],
                         "vnf_dependency":[{"source":"srv","target":"cli","parameters":["x"]}]}
                        """)))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("source srv")
        .hasMessageContaining("[cli]");
  }

  private static final String SOURCE =
      """
      {"name":"srv","type":"server",
       "provides":{"configurationParameters":[
         {"confKey":"token","value":"t1"},{"confKey":"port","value":"provided"},
         {"confKey":"empty"}]},
       "configurations":{"configurationParameters":[
         {"confKey":"port","value":"80"},{"confKey":"other","value":"o"}]},
       "vdu":[{"vnfc_instance":[
         {"id":"i1","hostname":"srv-1","ips":[{"netName":"private","ip":"10.0.0.2"},
            {"netName":"mgmt","ip":"10.1.0.2"}],
          "floatingIps":[{"netName":"private","ip":"192.0.2.7"}]},
         {"id":"i2","hostname":"srv-2"}]}]}
      """;

  private static VirtualNetworkFunctionRecord source() {
    return CatalogueJson.read(SOURCE, VirtualNetworkFunctionRecord.class);
  }

  @Test
  void prefersConfigurationsToWhatIsProvided() {
    VNFRecordDependency filled =
        DependencyResolver.fill(
            single("srv", "server", "cli", "\"token\",\"port\",\"empty\",\"private\""), source());

    assertThat(filled.parameters().get("server").parameters())
        .isEqualTo(Map.of("token", "t1", "port", "80", "empty", "", "private", ""));
  }

  @Test
  void tellsOfEachInstanceWhatWasAskedFor() {
    VNFRecordDependency filled =
        DependencyResolver.fill(
            single("srv", "server", "cli", "\"private\",\"private_floatingIp\",\"hostname\""),
            source());

    Map<String, ?> instances = filled.vnfcParameters().get("server").parameters();
    assertThat(instances).containsOnlyKeys("i1", "i2");
    assertThat(filled.vnfcParameters().get("server").parameters().get("i1").parameters())
        .isEqualTo(
            Map.of("private", "10.0.0.2", "private_floatingIp", "192.0.2.7", "hostname", "srv-1"));
    assertThat(filled.vnfcParameters().get("server").parameters().get("i2").parameters())
        .isEqualTo(Map.of("hostname", "srv-2"));
  }

  @Test
  void tellsAllOfAFreshInstance() {
    VirtualNetworkFunctionRecord source = source();

    VNFRecordDependency fresh =
        DependencyResolver.fresh(
                single("srv", "server", "cli", "\"token\""),
                source,
                source.findVnfcInstance("i1").orElseThrow())
            .orElseThrow();

    assertThat(fresh.vnfcParameters().get("server").parameters()).containsOnlyKeys("i1");
    assertThat(fresh.vnfcParameters().get("server").parameters().get("i1").parameters())
        .isEqualTo(
            Map.of(
                "private",
                "10.0.0.2",
                "private_floatingIp",
                "192.0.2.7",
                "mgmt",
                "10.1.0.2",
                "hostname",
                "srv-1"));
  }

  @Test
  void leavesADependencyAloneThatHasAnotherSource() {
    VNFRecordDependency dependency = single("db", "server", "cli", "\"port\"");

    assertThat(DependencyResolver.fill(dependency, source())).isSameAs(dependency);
    assertThat(
            DependencyResolver.fresh(
                dependency, source(), source().findVnfcInstance("i1").orElseThrow()))
        .isEmpty();
  }

  @Test
  void putsTwoSourcesOfOneTypeSideBySide() {
    VNFRecordDependency dependency =
        DependencyResolver.resolve(
                nsd(
                    """
                    {"vnfd":[{"name":"srv","type":"server"},{"name":"srv2","type":"server"},
                             {"name":"cli","type":"client"}],
                     "vnf_dependency":[
                       {"source":"srv","target":"cli","parameters":["port"]},
                       {"source":"srv2","target":"cli","parameters":["port","private"]}]}
                    """))
            .get(0);
    VirtualNetworkFunctionRecord second =
        CatalogueJson.read(
            SOURCE
                .replace("\"srv\"", "\"srv2\"")
                .replace("\"i1\"", "\"j1\"")
                .replace("\"i2\"", "\"j2\"")
                .replace("\"80\"", "\"81\""),
            VirtualNetworkFunctionRecord.class);

    VNFRecordDependency filled =
        DependencyResolver.fill(DependencyResolver.fill(dependency, source()), second);

    assertThat(filled.parameters().get("server").parameters())
        .isEqualTo(Map.of("port", "81", "private", ""));
    assertThat(filled.vnfcParameters().get("server").parameters())
        .containsOnlyKeys("i1", "i2", "j1", "j2");
  }

  @Test
  void forgetsAnInstanceThatIsGone() {
    VNFRecordDependency filled =
        DependencyResolver.fill(single("srv", "server", "cli", "\"hostname\""), source());

    VNFRecordDependency left = DependencyResolver.forget(filled, "i1");

    assertThat(left.vnfcParameters().get("server").parameters()).containsOnlyKeys("i2");
    assertThat(left.parameters()).isEqualTo(filled.parameters());
    assertThat(DependencyResolver.forget(left, "i9")).isEqualTo(left);
  }

  @Test
  void refusesASourceWithoutType() {
    assertThatThrownBy(
            () ->
                DependencyResolver.resolve(
                    nsd(
                        """
                        {"vnfd":[{"name":"srv"},{"name":"cli"}],
                         "vnf_dependency":[{"source":"srv","target":"cli","parameters":["x"]}]}
                        """)))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("srv");
  }

  @Test
  void saysNothingOfAnInstanceWithoutId() {
    VirtualNetworkFunctionRecord source =
        CatalogueJson.read(
            SOURCE.replace("\"id\":\"i2\",", ""), VirtualNetworkFunctionRecord.class);
    VNFRecordDependency dependency = single("srv", "server", "cli", "\"hostname\"");

    assertThat(
            DependencyResolver.fill(dependency, source).vnfcParameters().get("server").parameters())
        .containsOnlyKeys("i1");
    assertThatThrownBy(
            () ->
                DependencyResolver.fresh(
                    dependency, source, source.findVnfcInstanceByHostname("srv-2").orElseThrow()))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("srv-2");
  }

  @Test
  void keepsIdsAndUnknownPropertiesWhenItFills() {
    VNFRecordDependency stored = modify("a-lifecycle/31-nfvo-to-vnfm-MODIFY");

    VNFRecordDependency filled =
        DependencyResolver.fill(
            stored, answer("a-lifecycle/30-vnfm-to-nfvo-reply-to-07-INSTANTIATE"));

    assertThat(filled.id()).isEqualTo(stored.id());
    assertThat(filled.parameters().get("server").id())
        .isEqualTo(stored.parameters().get("server").id());
  }

  private static NetworkServiceDescriptor nsd(String json) {
    return CatalogueJson.read(json, NetworkServiceDescriptor.class);
  }
}
