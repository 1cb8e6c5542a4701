package org.mano4j.catalogue.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.Samples;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

class VnfrFactoryTest {

  /** What was sent to the VNFM of a real NFVO, and the record it asked to be granted. */
  @ParameterizedTest
  @CsvSource({
    "a-lifecycle/07-nfvo-to-vnfm-INSTANTIATE, a-lifecycle/09-vnfm-to-nfvo-GRANT_OPERATION",
    "a-lifecycle/08-nfvo-to-vnfm-INSTANTIATE, a-lifecycle/10-vnfm-to-nfvo-GRANT_OPERATION",
    "b-package-and-day2/01-nfvo-to-vnfm-INSTANTIATE,"
        + " b-package-and-day2/03-vnfm-to-nfvo-GRANT_OPERATION",
    "b-package-and-day2/02-nfvo-to-vnfm-INSTANTIATE,"
        + " b-package-and-day2/04-vnfm-to-nfvo-GRANT_OPERATION",
    "c-driver-fails/10-nfvo-to-vnfm-INSTANTIATE, c-driver-fails/11-vnfm-to-nfvo-GRANT_OPERATION",
  })
  void buildsTheRecordThatTheRecordedManagerBuilt(String request, String grant) {
    VirtualNetworkFunctionRecord vnfr = VnfrFactory.create(instantiate("captured/" + request));

    assertThat(Samples.unordered(CatalogueJson.toTree(vnfr)))
        .isEqualTo(Samples.unordered(recordOf(Samples.bytes("captured/" + grant + ".json"))));
  }

  @Test
  void buildsTheRecordOfTheSippServer() {
    VirtualNetworkFunctionRecord vnfr =
        VnfrFactory.create(instantiate("json/or-vnfm-instantiate.typical"));

    assertThat(vnfr.name()).isEqualTo("sipp-server");
    assertThat(vnfr.virtualLink().get(0).extId()).startsWith("b7c19dc2f1de");
    assertThat(Samples.unordered(CatalogueJson.toTree(vnfr)))
        .isEqualTo(
            Samples.unordered(
                Samples.tree(Samples.bytes("json/vnfr-sipp-server.as-built-by-vnfm.json"))));
  }

  private static OrVnfmInstantiate instantiate(String path) {
    return (OrVnfmInstantiate) MessageJson.readOrVnfm(Samples.bytes(path + ".json"));
  }

  private static JsonNode recordOf(byte[] message) {
    return Samples.tree(message).get("virtualNetworkFunctionRecord");
  }

  @Test
  void sendsTheListsThatAnOrchestratorReadsUnasked() {
    JsonNode vnfr =
        CatalogueJson.toTree(
            VnfrFactory.create(message("{\"vnfd\":{\"name\":\"a\",\"vdu\":[{\"vnfc\":[{}]}]}}")));

    for (String list :
        new String[] {
          "/vdu/0/vnfc",
          "/vdu/0/vnfc_instance",
          "/vdu/0/vnfc/0/connection_point",
          "/connection_point",
          "/vnf_address",
          "/lifecycle_event",
          "/lifecycle_event_history",
          "/provides/configurationParameters",
          "/requires/configurationParameters",
          "/configurations/configurationParameters"
        }) {
      assertThat(vnfr.at(list).isArray()).as(list).isTrue();
    }
    assertThat(vnfr.at("/configurations/name").asText()).isEqualTo("a");
  }

  @Test
  void fallsBackToTheTypeWhereThereIsNoEndpoint() {
    assertThat(VnfrFactory.create(message("{\"vnfd\":{\"type\":\"t\"}}")).endpoint())
        .isEqualTo("t");
  }

  @Test
  void namesEachRequiredAndProvidedParameterOnce() {
    VirtualNetworkFunctionRecord vnfr =
        VnfrFactory.create(
            message(
                "{\"vnfd\":{\"requires\":{\"a\":{\"parameters\":[\"p\",\"q\"]},"
                    + "\"b\":{\"parameters\":[\"p\"]}},\"provides\":[\"token\"]}}"));

    assertThat(vnfr.requires().configurationParameters())
        .extracting(p -> p.confKey())
        .containsExactly("p", "q");
    assertThat(vnfr.provides().configurationParameters())
        .extracting(p -> p.confKey())
        .containsExactly("token");
    assertThat(vnfr.provides().configurationParameters().get(0).value()).isNull();
  }

  @Test
  void aimsAScalingActionWithoutTargetAtTheTypeOfItsVnf() {
    VirtualNetworkFunctionRecord vnfr =
        VnfrFactory.create(
            message(
                "{\"vnfd\":{\"type\":\"client\",\"auto_scale_policy\":[{\"id\":\"1\",\"name\":\"p\","
                    + "\"alarms\":[{\"id\":\"2\",\"metric\":\"m\"}],\"actions\":[{\"id\":\"3\"},"
                    + "{\"target\":\"other\"}]}]}}"));

    JsonNode policy = CatalogueJson.toTree(vnfr).at("/auto_scale_policy/0");
    assertThat(policy.findValues("id")).isEmpty();
    assertThat(policy.at("/actions/0/target").asText()).isEqualTo("client");
    assertThat(policy.at("/actions/1/target").asText()).isEqualTo("other");
    assertThat(policy.at("/alarms/0/metric").asText()).isEqualTo("m");
  }

  @Test
  void keepsTheIdsOfTheConnectionPointsOfTheVnfAlone() {
    JsonNode vnfr =
        CatalogueJson.toTree(
            VnfrFactory.create(
                message(
                    "{\"vnfd\":{\"connection_point\":[{\"id\":\"kept\"}],\"vdu\":[{\"id\":\"v\","
                        + "\"lifecycle_event\":[{\"id\":\"x\"}],\"high_availability\":{\"id\":\"x\"},"
                        + "\"fault_management_policy\":[{\"id\":\"x\",\"criteria\":[{\"id\":\"x\"}]}],"
                        + "\"vnfc\":[{\"id\":\"x\",\"connection_point\":[{\"id\":\"x\"}]}]}]}}")));

    assertThat(vnfr.findValuesAsText("id")).containsExactly("kept");
    assertThat(vnfr.at("/vdu/0/parent_vdu").asText()).isEqualTo("v");
  }

  @Test
  void keepsWhatItDoesNotKnowOfTheParts() {
    VirtualNetworkFunctionRecord vnfr =
        VnfrFactory.create(
            message("{\"vnfd\":{\"vdu\":[{\"novel\":1,\"metadata\":{\"k\":\"v\"}}]}}"));

    assertThat(vnfr.vdu().get(0).extensions()).containsKey("novel");
    assertThat(vnfr.vdu().get(0).metadata()).containsEntry("k", "v");
  }

  @Test
  void refusesAFlavourThatTheOpenstackCandidateDoesNotOffer() {
    String vim =
        "{\"type\":\"openstack\",\"name\":\"os\",\"flavours\":[{\"flavour_key\":\"m1.tiny\"}]}";

    assertThatThrownBy(() -> VnfrFactory.create(withFlavour("m1.small", vim)))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("m1.small")
        .hasMessageContaining("m1.tiny")
        .hasMessageContaining("os");
    assertThat(VnfrFactory.create(withFlavour("m1.tiny", vim)).deploymentFlavourKey())
        .isEqualTo("m1.tiny");
  }

  @Test
  void findsAnOpenstackFlavourByItsIdsToo() {
    String vim = "{\"type\":\"openstack\",\"flavours\":[{\"extId\":\"e\",\"id\":\"i\"}]}";

    assertThat(VnfrFactory.create(withFlavour("e", vim)).deploymentFlavourKey()).isEqualTo("e");
    assertThat(VnfrFactory.create(withFlavour("i", vim)).deploymentFlavourKey()).isEqualTo("i");
  }

  @Test
  void takesAnyFlavourOnOtherVims() {
    assertThat(
            VnfrFactory.create(withFlavour("m1.small", "{\"type\":\"pop\"}"))
                .deploymentFlavourKey())
        .isEqualTo("m1.small");
  }

  private static OrVnfmInstantiate withFlavour(String key, String vim) {
    return message(
        "{\"vnfd\":{},\"vnfdf\":{\"flavour_key\":\""
            + key
            + "\"},\"vimInstances\":{\"v\":["
            + vim
            + "]}}");
  }

  @Test
  void refusesAMessageWithoutDescriptor() {
    assertThatThrownBy(() -> VnfrFactory.create(message("{\"vnfInstanceName\":\"a\"}")))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("VNF a")
        .hasMessageContaining("vnfd");
  }

  private static OrVnfmInstantiate message(String json) {
    ObjectNode message = (ObjectNode) CatalogueJson.read(json, JsonNode.class);
    return (OrVnfmInstantiate)
        MessageJson.readOrVnfm(CatalogueJson.write(message.put("action", "INSTANTIATE")));
  }
}
