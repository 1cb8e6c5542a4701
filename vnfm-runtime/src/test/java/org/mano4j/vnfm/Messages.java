package org.mano4j.vnfm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.VNFComponentBuilder;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnitBuilder;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptorBuilder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.message.OrVnfmErrorBuilder;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmGenericBuilder;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmInstantiateBuilder;
import org.mano4j.catalogue.message.OrVnfmScaling;
import org.mano4j.catalogue.message.OrVnfmScalingBuilder;
import org.mano4j.catalogue.message.OrVnfmStartStop;
import org.mano4j.catalogue.message.OrVnfmStartStopBuilder;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFCInstanceBuilder;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecordBuilder;

/** Small messages of an NFVO, for tests of behaviour. */
final class Messages {

  static final String NSR = "nsr-1";

  private Messages() {}

  static OrVnfmInstantiate instantiate(String vnf) {
    return OrVnfmInstantiateBuilder.builder()
        .action(Action.INSTANTIATE)
        .vnfInstanceName(vnf)
        .vnfd(
            VirtualNetworkFunctionDescriptorBuilder.builder()
                .name(vnf)
                .type("server")
                .endpoint("dummy")
                .vdu(List.of(VirtualDeploymentUnitBuilder.builder().name("v").build()))
                .build())
        .extension(Map.of("nsr-id", NSR))
        .build();
  }

  /** A record with two instances, {@code <name>-1} without state and {@code <name>-2} STANDBY. */
  static VirtualNetworkFunctionRecord vnfr(String name) {
    return VirtualNetworkFunctionRecordBuilder.builder()
        .id("id-" + name)
        .name(name)
        .parentNsId(NSR)
        .hbVersion(7)
        .vdu(
            List.of(
                VirtualDeploymentUnitBuilder.builder()
                    .id("vdu-" + name)
                    .name("v")
                    .vnfcInstance(
                        List.of(instance(name, 1), instance(name, 2).withState(Instances.STANDBY)))
                    .build()))
        .build();
  }

  /** The record as it is between grant and allocation. */
  private static VirtualNetworkFunctionRecord granted(String name) {
    return vnfr(name).mapVdus(vdu -> vdu.withVnfcInstance(List.of()));
  }

  static VNFCInstance instance(String name, int number) {
    return VNFCInstanceBuilder.builder()
        .id(name + "-" + number)
        .hostname(name + "-" + number)
        .vnfComponent(VNFComponentBuilder.builder().id("c-" + number).build())
        .build();
  }

  static OrVnfmGeneric generic(Action action, String vnf) {
    return OrVnfmGenericBuilder.builder().action(action).vnfr(vnfr(vnf)).build();
  }

  static OrVnfmStartStop startStop(Action action, String vnf) {
    return OrVnfmStartStopBuilder.builder()
        .action(action)
        .virtualNetworkFunctionRecord(vnfr(vnf))
        .build();
  }

  static OrVnfmScaling scaleOut(String vnf) {
    return OrVnfmScalingBuilder.builder()
        .action(Action.SCALE_OUT)
        .component(VNFComponentBuilder.builder().id("c-1").build())
        .virtualNetworkFunctionRecord(vnfr(vnf))
        .mode("")
        .build();
  }

  static OrVnfmScaling scaleIn(String vnf) {
    return OrVnfmScalingBuilder.builder()
        .action(Action.SCALE_IN)
        .vnfcInstance(instance("other", 1))
        .virtualNetworkFunctionRecord(vnfr(vnf))
        .build();
  }

  static OrVnfmError error(String vnf, String text) {
    return OrVnfmErrorBuilder.builder().action(Action.ERROR).vnfr(vnfr(vnf)).message(text).build();
  }

  /** Answers as an NFVO that grants, allocates and scales everything at once. */
  static CompletableFuture<byte[]> granting(JsonNode asked) {
    String name = asked.at("/virtualNetworkFunctionRecord/name").asText();
    String action = asked.at("/action").asText();
    ObjectNode reply = CatalogueJson.mapper().createObjectNode();
    reply.put("action", action.equals("SCALING") ? "SCALED" : action);
    if (action.equals("GRANT_OPERATION")) {
      reply.put("grantAllowed", true);
      reply.set("virtualNetworkFunctionRecord", CatalogueJson.toTree(granted(name)));
    } else {
      reply.set("vnfr", CatalogueJson.toTree(vnfr(name)));
    }
    return CompletableFuture.completedFuture(CatalogueJson.write(reply));
  }

  static CompletableFuture<byte[]> failing(JsonNode asked, String text) {
    String name = asked.at("/virtualNetworkFunctionRecord/name").asText();
    return CompletableFuture.completedFuture(MessageJson.write(error(name, text)));
  }

  static List<String> states(JsonNode answer) {
    List<String> states = new ArrayList<>();
    answer
        .at("/virtualNetworkFunctionRecord/vdu/0/vnfc_instance")
        .forEach(instance -> states.add(instance.path("state").asText("none")));
    return states;
  }
}
