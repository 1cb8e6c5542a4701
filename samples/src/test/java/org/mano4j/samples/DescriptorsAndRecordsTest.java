package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.descriptors.DescriptorValidator;
import org.mano4j.descriptors.Finding;

class DescriptorsAndRecordsTest {

  // snippet:check
  static List<Finding> check(byte[] nsd) {
    return DescriptorValidator.validateNsd("nsd.json", nsd).findings();
  }

  // end

  // snippet:edit
  static byte[] activate(byte[] json) {
    VirtualNetworkFunctionRecord vnfr =
        CatalogueJson.read(json, VirtualNetworkFunctionRecord.class);
    return CatalogueJson.write(
        vnfr.mapVnfcInstances(instance -> instance.withState("ACTIVE"))
            .mapConnectionPoints(port -> port.withFloatingIp("random")));
  }

  // end

  @Test
  void theServiceOfTheDemoHasNoFindings() {
    assertThat(check(Sipp.nsd())).isEmpty();
  }

  @Test
  void anEditLeavesWhatItDoesNotName() {
    String json =
        """
        {"vdu":[{"vnfc_instance":[{"id":"i1",
          "connection_point":[{"virtual_link_reference":"private"}]}]}],
         "from the future":{"kept":true}}
        """;

    byte[] written = activate(json.getBytes(StandardCharsets.UTF_8));

    VirtualNetworkFunctionRecord vnfr =
        CatalogueJson.read(written, VirtualNetworkFunctionRecord.class);
    VNFCInstance instance = vnfr.findVnfcInstance("i1").orElseThrow();
    assertThat(instance.state()).isEqualTo("ACTIVE");
    assertThat(instance.findConnectionPoint("private").orElseThrow().floatingIp())
        .isEqualTo("random");
    assertThat(vnfr.extensions().get("from the future").get("kept").asBoolean()).isTrue();
  }
}
