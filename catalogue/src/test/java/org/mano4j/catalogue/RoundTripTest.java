package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.descriptor.HighAvailability;
import org.mano4j.catalogue.descriptor.NetworkServiceDeploymentFlavour;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.PhysicalNetworkFunctionDescriptor;
import org.mano4j.catalogue.descriptor.VDUDependency;
import org.mano4j.catalogue.descriptor.VNFDeploymentFlavour;
import org.mano4j.catalogue.descriptor.VNFForwardingGraphDescriptor;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.descriptor.VirtualLinkDescriptor;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.manager.ManagerCredentials;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.packaging.VNFPackage;
import org.mano4j.catalogue.packaging.VNFPackageMetadata;
import org.mano4j.catalogue.policy.AutoScalePolicy;
import org.mano4j.catalogue.policy.FaultManagementPolicy;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.PhysicalNetworkFunctionRecord;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFForwardingGraphRecord;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualLinkRecord;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.security.Key;
import org.mano4j.catalogue.vim.Quota;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;

class RoundTripTest {

  /** Types of the samples, by what their names begin with. */
  private static final Map<String, Class<?>> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("vnfrecorddependency", VNFRecordDependency.class);
    TYPES.put("vnfr", VirtualNetworkFunctionRecord.class);
    TYPES.put("nsd", NetworkServiceDescriptor.class);
    TYPES.put("nsr", NetworkServiceRecord.class);
    TYPES.put("vim", VimInstance.class);
    TYPES.put("server", Server.class);
    TYPES.put("image", VimImage.class);
    TYPES.put("network", VimNetwork.class);
    TYPES.put("vlr", VirtualLinkRecord.class);
    TYPES.put("vnfd", VirtualNetworkFunctionDescriptor.class);
    TYPES.put("vnfpackage", VNFPackage.class);
    TYPES.put("vnfmmanagerendpoint", VnfmManagerEndpoint.class);
    TYPES.put("manager-credentials", ManagerCredentials.class);
    TYPES.put("quota", Quota.class);
    TYPES.put("key", Key.class);
    TYPES.put("script", Script.class);
    TYPES.put("deploymentflavour", DeploymentFlavour.class);
    for (Class<?> type :
        List.of(
            AutoScalePolicy.class,
            Configuration.class,
            FaultManagementPolicy.class,
            HighAvailability.class,
            NetworkServiceDeploymentFlavour.class,
            NetworkServiceDescriptor.class,
            NetworkServiceRecord.class,
            PhysicalNetworkFunctionDescriptor.class,
            PhysicalNetworkFunctionRecord.class,
            VDUDependency.class,
            VirtualDeploymentUnit.class,
            VirtualLinkDescriptor.class,
            VirtualLinkRecord.class,
            VirtualNetworkFunctionDescriptor.class,
            VirtualNetworkFunctionRecord.class,
            VNFCInstance.class,
            VNFDeploymentFlavour.class,
            VNFForwardingGraphDescriptor.class,
            VNFForwardingGraphRecord.class,
            VNFPackageMetadata.class,
            VNFRecordDependency.class)) {
      TYPES.put("every-field-" + type.getSimpleName().toLowerCase(Locale.ROOT), type);
    }
  }

  static List<String> objects() {
    return Samples.paths("json").stream()
        .filter(path -> !path.contains("/or-vnfm-") && !path.contains("/vnfm-or-"))
        .toList();
  }

  static Stream<String> messagesToTheVnfm() {
    return Stream.concat(
        Samples.paths("json").stream().filter(path -> path.contains("/or-vnfm-")),
        captured("-nfvo-to-vnfm-"));
  }

  static Stream<String> messagesToTheNfvo() {
    return Stream.concat(
        Samples.paths("json").stream().filter(path -> path.contains("/vnfm-or-")),
        captured("-vnfm-to-nfvo-").filter(path -> Samples.bytes(path).length > "null".length()));
  }

  private static Stream<String> captured(String direction) {
    return Stream.of(
            "a-lifecycle", "b-package-and-day2", "c-driver-fails", "d-vnfm-fails-and-resume")
        .flatMap(folder -> Samples.paths("captured/" + folder).stream())
        .filter(path -> path.contains(direction));
  }

  @ParameterizedTest
  @MethodSource("objects")
  void writesAnObjectAsItWasRead(String path) {
    String name = path.substring("json/".length());
    Class<?> type =
        TYPES.entrySet().stream()
            .filter(entry -> name.matches(entry.getKey() + "[-.].*"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no type for " + name))
            .getValue();
    byte[] sample = Samples.bytes(path);

    assertSame(sample, CatalogueJson.write(CatalogueJson.read(sample, type)));
  }

  @ParameterizedTest
  @MethodSource("messagesToTheVnfm")
  void writesAMessageToAVnfmAsItWasRead(String path) {
    byte[] sample = Samples.bytes(path);

    assertSame(sample, MessageJson.write(MessageJson.readOrVnfm(sample)));
  }

  @ParameterizedTest
  @MethodSource("messagesToTheNfvo")
  void writesAMessageToTheNfvoAsItWasRead(String path) {
    byte[] sample = Samples.bytes(path);

    assertSame(sample, MessageJson.write(MessageJson.readVnfmOr(sample)));
  }

  @ParameterizedTest
  @MethodSource("messagesToTheVnfm")
  void readsWhatItWroteAsTheSameMessage(String path) {
    var message = MessageJson.readOrVnfm(Samples.bytes(path));

    assertThat(MessageJson.readOrVnfm(MessageJson.write(message))).isEqualTo(message);
  }

  @Test
  void losesNoPropertyOfAnyObjectInTheseSamples() {
    for (String path :
        List.of(
            "json/every-field-virtualnetworkfunctionrecord.json",
            "json/every-field-networkservicedescriptor.json",
            "json/vnfr-sipp-client.active.json")) {
      Class<?> type =
          path.contains("descriptor")
              ? NetworkServiceDescriptor.class
              : VirtualNetworkFunctionRecord.class;
      JsonNode marked = mark(Samples.tree(Samples.bytes(path)));

      JsonNode written = CatalogueJson.toTree(CatalogueJson.read(marked, type));

      assertThat(Samples.normalized(written)).as(path).isEqualTo(Samples.normalized(marked));
    }
  }

  /** Gives every object that has fields of its own, at every depth, properties nobody knows. */
  private static JsonNode mark(JsonNode node) {
    node.forEach(RoundTripTest::mark);
    if (node instanceof ObjectNode object && object.has("hbVersion")) {
      object.put("newText", "kept");
      object.putObject("newObject").put("inside", 1.5).putArray("list").add(1).addNull().add("x");
    }
    return node;
  }

  @Test
  void keepsAnUnknownPropertyThatIsNull() {
    String json = "{\"name\":\"a\",\"novel\":null}";

    Server server = CatalogueJson.read(json, Server.class);

    assertThat(CatalogueJson.toTree(server).has("novel")).isTrue();
    assertThat(CatalogueJson.toTree(server).get("novel").isNull()).isTrue();
  }

  @Test
  void writesEmptyCollectionsWhereAnOrchestratorReadsThemUnasked() {
    JsonNode written = CatalogueJson.toTree(CatalogueJson.read("{}", VirtualDeploymentUnit.class));

    assertThat(written.get("vnfc").isArray()).isTrue();
    assertThat(written.get("vnfc_instance").isArray()).isTrue();
    assertThat(written.has("hostname")).isFalse();
  }

  private static void assertSame(byte[] sample, byte[] written) {
    assertThat(Samples.normalized(Samples.tree(written)))
        .isEqualTo(Samples.normalized(Samples.tree(sample)));
  }
}
