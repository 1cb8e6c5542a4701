package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VNFDependency;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

class LiberalReadingTest {

  @Test
  void readsTheLockInItsOldSpellingAndWritesTheNew() {
    VirtualNetworkFunctionRecord vnfr =
        CatalogueJson.read(
            "{\"hb_version\":7,\"version\":\"1.0\"}", VirtualNetworkFunctionRecord.class);

    assertThat(vnfr.hbVersion()).isEqualTo(7);
    assertThat(vnfr.version()).isEqualTo("1.0");
    assertThat(CatalogueJson.toTree(vnfr).get("hbVersion").asInt()).isEqualTo(7);
    assertThat(CatalogueJson.toTree(vnfr).has("hb_version")).isFalse();
  }

  @Test
  void takesTheNameOfADependencyFromAnObject() {
    NetworkServiceDescriptor nsd =
        CatalogueJson.read(
            "{\"vnf_dependency\":[{\"source\":{\"name\":\"server\"},\"target\":{\"name\":\"client\"},"
                + "\"parameters\":[\"private\"]}]}",
            NetworkServiceDescriptor.class);

    VNFDependency dependency = nsd.vnfDependency().get(0);
    assertThat(dependency.source()).isEqualTo("server");
    assertThat(dependency.target()).isEqualTo("client");
    assertThat(CatalogueJson.toTree(dependency).get("source").asText()).isEqualTo("server");
  }

  @Test
  void readsADependencyThatNamesNobody() {
    VNFDependency dependency =
        CatalogueJson.read("{\"source\":{\"id\":\"7\"},\"target\":null}", VNFDependency.class);

    assertThat(dependency.source()).isNull();
    assertThat(dependency.target()).isNull();
  }

  @Test
  void readsASingleValueAsAList() {
    VirtualDeploymentUnit vdu =
        CatalogueJson.read(
            "{\"vm_image\":\"nginx\",\"vnfc\":{\"id\":\"1\"}}", VirtualDeploymentUnit.class);

    assertThat(vdu.vmImage()).containsExactly("nginx");
    assertThat(vdu.vnfc()).hasSize(1);
  }

  @Test
  void readsNumbersAndTextsAsThePeersDo() {
    VirtualDeploymentUnit vdu =
        CatalogueJson.read(
            "{'scale_in_out':'5',hbVersion:1.0,'name':7}", VirtualDeploymentUnit.class);

    assertThat(vdu.scaleInOut()).isEqualTo(5);
    assertThat(vdu.hbVersion()).isEqualTo(1);
    assertThat(vdu.name()).isEqualTo("7");
  }

  @Test
  void leavesNullElementsOut() {
    VirtualDeploymentUnit vdu =
        CatalogueJson.read(
            "{\"vm_image\":[null,\"a\",null],\"metadata\":{\"k\":null,\"l\":\"m\"}}",
            VirtualDeploymentUnit.class);

    assertThat(vdu.vmImage()).isEqualTo(List.of("a"));
    assertThat(vdu.metadata()).containsOnlyKeys("l");
  }

  @Test
  void takesTheLastOfAPropertyThatIsThereTwice() {
    assertThat(
            CatalogueJson.read(
                    "{\"status\":\"NULL\",\"status\":\"ACTIVE\"}",
                    VirtualNetworkFunctionRecord.class)
                .status())
        .isEqualTo(Status.ACTIVE);
  }

  @Test
  void readsAByteOrderMark() {
    assertThat(
            CatalogueJson.read(
                    "\ufeff{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8),
                    NetworkServiceDescriptor.class)
                .name())
        .isEqualTo("a");
  }
}
