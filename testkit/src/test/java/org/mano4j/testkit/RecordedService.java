package org.mano4j.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.configuration.ConfigurationParameterBuilder;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.VnfmOrInstantiate;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.packaging.ScriptBuilder;
import org.mano4j.catalogue.packaging.VNFPackage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.security.Key;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.descriptors.PackageMetadata;
import org.mano4j.descriptors.PackageMetadataBuilder;
import org.mano4j.descriptors.VnfPackage;

/** The service of a recording, made again: its descriptors, its VIM, and what the others answer. */
final class RecordedService {

  private RecordedService() {}

  static VimInstance vim() {
    return CatalogueJson.read(
        Recorded.read("a-lifecycle/05-nfvo-to-driver-call-refresh.json").path("parameters").path(0),
        VimInstance.class);
  }

  /** The VNFDs that these INSTANTIATE messages carry, as they were before they were onboarded. */
  static byte[] nsd(boolean dependent, String... files) {
    ObjectNode nsd = JsonNodeFactory.instance.objectNode();
    nsd.put("name", "ns").put("vendor", "Acme").put("version", "0.1");
    nsd.putArray("vld").addObject().put("name", "private");
    ArrayNode vnfds = nsd.putArray("vnfd");
    for (String file : files) {
      JsonNode vnfd = Recorded.read(file).path("vnfd").deepCopy();
      strip(vnfd);
      vnfds.add(vnfd);
    }
    if (dependent) {
      ObjectNode dependency = nsd.putArray("vnf_dependency").addObject();
      dependency.put("source", "srv").put("target", "cli");
      dependency.putArray("parameters").add("port").add("private");
    }
    return CatalogueJson.write(nsd);
  }

  /** The package that an INSTANTIATE message carries, as it was before it was onboarded. */
  static VnfPackage vnfPackage(String file) {
    JsonNode message = Recorded.read(file);
    ObjectNode vnfd = message.path("vnfd").deepCopy();
    strip(vnfd);
    vnfd.remove("vnfPackageLocation");
    // the other value came with the launch
    vnfd.path("configurations")
        .path("configurationParameters")
        .forEach(parameter -> ((ObjectNode) parameter).put("value", "80"));
    VNFPackage recorded = CatalogueJson.read(message.path("vnfPackage"), VNFPackage.class);
    PackageMetadata metadata =
        PackageMetadataBuilder.builder()
            .name(recorded.name())
            .provider(recorded.vnfPackageMetadata().vendor())
            .nfvoVersion(recorded.nfvoVersion())
            .vimTypes(recorded.vimTypes())
            .build();
    List<Script> scripts =
        recorded.scripts().stream()
            .map(s -> ScriptBuilder.builder().name(s.name()).payload(s.payload()).build())
            .toList();
    return VnfPackage.of(
        metadata, CatalogueJson.read(vnfd, VirtualNetworkFunctionDescriptor.class), scripts);
  }

  /** A key as it was before it was stored. */
  static Key key(JsonNode recorded) {
    JsonNode key = recorded.deepCopy();
    strip(key);
    return CatalogueJson.read(key, Key.class);
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(List.of("id", "hbVersion", "projectId", "shared", "createdAt", "updatedAt"));
    }
    node.forEach(RecordedService::strip);
  }

  static void play(ScriptedDriver driver) {
    JsonNode seen =
        Recorded.read("a-lifecycle/11-nfvo-to-driver-call-refresh.json").path("parameters").path(0);
    driver.on(
        "refresh",
        call -> {
          ObjectNode vim = call.path("parameters").path(0).deepCopy();
          vim.set("images", seen.path("images").deepCopy());
          vim.set("networks", seen.path("networks").deepCopy());
          ObjectNode answer = JsonNodeFactory.instance.objectNode();
          answer.set("answer", vim);
          return CompletableFuture.completedFuture(answer);
        });
    driver.answers("createNetwork", "{'answer':{'name':'private','hbVersion':0,'shared':false}}");
    driver.answers(
        "launchInstanceAndWait",
        """
        {'answer':{'name':'server_name','extendedStatus':'ACTIVE','extId':'ext_id','ips':{},
         'floatingIps':{},'created':'Nov 21, 2026 12:18:37 AM',
         'flavor':{'flavour_key':'m1.small','extId':'ext','ram':2000,'disk':100,'vcpus':4}}}""");
  }

  /** The recorded VNFM adds a parameter to every record it instantiates. */
  static void play(ScriptedVnfm vnfm) {
    vnfm.changes(Action.INSTANTIATE, RecordedService::withParameter);
  }

  private static VnfmOrMessage withParameter(VnfmOrMessage answer) {
    if (!(answer instanceof VnfmOrInstantiate instantiated)) {
      return answer;
    }
    return instantiated.withVirtualNetworkFunctionRecord(
        withParameter(instantiated.virtualNetworkFunctionRecord()));
  }

  static VirtualNetworkFunctionRecord withParameter(VirtualNetworkFunctionRecord vnfr) {
    Configuration configuration = vnfr.configurations();
    return vnfr.withConfigurations(
        configuration.withConfigurationParameters(
            Stream.concat(
                    configuration.configurationParameters().stream(),
                    Stream.of(
                        ConfigurationParameterBuilder.builder()
                            .confKey("new_key")
                            .value("new_value")
                            .build()))
                .toList()));
  }
}
