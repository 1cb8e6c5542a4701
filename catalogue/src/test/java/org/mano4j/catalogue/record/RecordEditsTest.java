package org.mano4j.catalogue.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;

class RecordEditsTest {

  private static final NetworkServiceRecord NSR =
      CatalogueJson.read(
          """
          {"vnfr":[
            {"id":"f1","name":"server","vdu":[
              {"id":"v1","name":"main","vnfc":[{"id":"c1"}],
               "vnfc_instance":[{"id":"i1",
                 "connection_point":[{"virtual_link_reference":"private"},
                                     {"virtual_link_reference":"public"}],
                 "vnfComponent":{"id":"c1",
                   "connection_point":[{"virtual_link_reference":"private"}]},
                 "ips":[{"netName":"public"},{"netName":"private","ip":"10.0.0.2"}],
                 "floatingIps":[{"netName":"public","ip":"192.0.2.7"}]},
                {"id":"i2"}]}]},
            {"name":"client"}]}
          """,
          NetworkServiceRecord.class);
  private static final VirtualNetworkFunctionRecord SERVER = NSR.findVnfr("f1").orElseThrow();
  private static final VNFCInstance INSTANCE = SERVER.findVnfcInstance("i1").orElseThrow();

  @Test
  void findsFunctionsUnitsAndComponents() {
    assertThat(NSR.findVnfrByName("server")).contains(SERVER);
    assertThat(NSR.findVnfr("f9")).isEmpty();
    VirtualDeploymentUnit vdu = SERVER.findVduByName("main").orElseThrow();
    assertThat(vdu.findVnfc("c1")).isPresent();
    assertThat(vdu.findVnfc("c9")).isEmpty();
  }

  @Test
  void findsPortsAndAddressesByNetwork() {
    assertThat(INSTANCE.findConnectionPoint("public")).isPresent();
    assertThat(INSTANCE.findConnectionPoint("other")).isEmpty();
    assertThat(INSTANCE.vnfComponent().findConnectionPoint("private")).isPresent();
    assertThat(INSTANCE.address("private")).contains("10.0.0.2");
    assertThat(INSTANCE.address("public")).isEmpty();
    assertThat(INSTANCE.floatingAddress("public")).contains("192.0.2.7");
  }

  @Test
  void changesThePortsOfInstancesAndTheirComponents() {
    VirtualNetworkFunctionRecord changed =
        SERVER.mapConnectionPoints(point -> point.withVirtualLinkReferenceId("net-1"));

    VNFCInstance instance = changed.findVnfcInstance("i1").orElseThrow();
    assertThat(instance.connectionPoint())
        .extracting(VNFDConnectionPoint::virtualLinkReferenceId)
        .containsExactly("net-1", "net-1");
    assertThat(instance.vnfComponent().connectionPoint())
        .extracting(VNFDConnectionPoint::virtualLinkReferenceId)
        .containsExactly("net-1");
    assertThat(changed.findVnfcInstance("i2")).isEqualTo(SERVER.findVnfcInstance("i2"));
  }

  @Test
  void replacesTheFunctionAndTheUnitWithTheSameId() {
    VirtualNetworkFunctionRecord changed =
        SERVER.replaceVdu(SERVER.findVdu("v1").orElseThrow().withHostname("h"));

    NetworkServiceRecord nsr = NSR.replaceVnfr(changed);

    assertThat(nsr.findVnfr("f1").orElseThrow().findVdu("v1").orElseThrow().hostname())
        .isEqualTo("h");
    assertThat(nsr.vnfr()).hasSize(2);
    assertThat(nsr.findVnfrByName("client")).isEqualTo(NSR.findVnfrByName("client"));
  }

  @Test
  void findsAndChangesPartsOfDescriptors() {
    NetworkServiceDescriptor nsd =
        CatalogueJson.read(
            "{'vld':[{'name':'private'}],'vnfd':[{'name':'a','vdu':[{'name':'u',"
                + "'vnfc':[{'connection_point':[{'virtual_link_reference':'private'}]}]}]}]}",
            NetworkServiceDescriptor.class);

    assertThat(nsd.findVld("private")).isPresent();
    assertThat(nsd.findVnfd("b")).isEmpty();
    assertThat(nsd.findVnfd("a").orElseThrow().findVdu("u").orElseThrow().connectionPoints())
        .extracting(VNFDConnectionPoint::virtualLinkReference)
        .containsExactly("private");
    assertThat(
            nsd.mapVnfds(vnfd -> vnfd.mapVdus(vdu -> vdu.withScaleInOut(3)))
                .findVnfd("a")
                .orElseThrow()
                .findVdu("u")
                .orElseThrow()
                .scaleInOut())
        .isEqualTo(3);
  }
}
