package org.mano4j.catalogue.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;

class VirtualNetworkFunctionRecordTest {

  private static final VirtualNetworkFunctionRecord VNFR =
      CatalogueJson.read(
          """
          {"vdu":[
            {"id":"v1","vnfc_instance":[
              {"id":"i1","hostname":"a-1","vnfComponent":{"id":"c1"}},
              {"id":"i2","hostname":"a-2","vnfComponent":{"id":"c2"}}]},
            {"id":"v2","vnfc_instance":[{"id":"i3","hostname":"a-3"},{"hostname":"a-4"}]}],
           "configurations":{"configurationParameters":[{"confKey":"port","value":"80"}]},
           "provides":{"configurationParameters":[
             {"confKey":"port","value":"81"},{"confKey":"token","value":"t"},{"confKey":"empty"}]}}
          """,
          VirtualNetworkFunctionRecord.class);

  @Test
  void findsInstancesAndUnits() {
    assertThat(VNFR.vnfcInstances())
        .extracting(VNFCInstance::hostname)
        .containsExactly("a-1", "a-2", "a-3", "a-4");
    assertThat(VNFR.findVnfcInstance("i3").orElseThrow().hostname()).isEqualTo("a-3");
    assertThat(VNFR.findVnfcInstanceByHostname("a-4")).isPresent();
    assertThat(VNFR.findVnfcInstanceOfComponent("c2").orElseThrow().id()).isEqualTo("i2");
    assertThat(VNFR.findVdu("v2")).isPresent();
    assertThat(VNFR.findVduOfInstance("i3").orElseThrow().id()).isEqualTo("v2");
    assertThat(VNFR.findVnfcInstance("i9")).isEmpty();
    assertThat(VNFR.findVdu("v9")).isEmpty();
  }

  @Test
  void changesAllInstances() {
    assertThat(VNFR.mapVnfcInstances(i -> i.withState("ACTIVE")).vnfcInstances())
        .extracting(VNFCInstance::state)
        .containsOnly("ACTIVE");
    assertThat(VNFR.vnfcInstances()).extracting(VNFCInstance::state).containsOnlyNulls();
  }

  @Test
  void replacesTheInstanceWithTheSameId() {
    VNFCInstance changed = VNFR.findVnfcInstance("i2").orElseThrow().withState("FAILED");

    VirtualNetworkFunctionRecord vnfr = VNFR.replaceVnfcInstance(changed);

    assertThat(vnfr.vnfcInstances()).hasSize(4);
    assertThat(vnfr.findVnfcInstance("i2")).contains(changed);
    assertThat(VNFR.replaceVnfcInstance(VNFCInstanceBuilder.builder().id("i9").build()))
        .isEqualTo(VNFR);
  }

  @Test
  void addsAndRemovesInstances() {
    VirtualNetworkFunctionRecord more =
        VNFR.addVnfcInstance("v2", VNFCInstanceBuilder.builder().id("i5").build());

    assertThat(more.findVduOfInstance("i5").orElseThrow().id()).isEqualTo("v2");
    assertThat(more.removeVnfcInstance("i5")).isEqualTo(VNFR);
  }

  @Test
  void tellsAConfiguredValueOrElseAProvidedOne() {
    assertThat(VNFR.parameter("port")).contains("80");
    assertThat(VNFR.parameter("token")).contains("t");
    assertThat(VNFR.parameter("empty")).isEmpty();
    assertThat(VNFR.parameter("nothing")).isEmpty();
  }

  @Test
  void writesNoneOfItsHelpers() {
    JsonNode json = CatalogueJson.toTree(VNFR);

    assertThat(json.has("vnfcInstances")).isFalse();
    assertThat(json.fieldNames())
        .toIterable()
        .allMatch(name -> !name.startsWith("find") && !name.startsWith("map"));
  }
}
