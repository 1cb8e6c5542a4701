package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.configuration.ConfigurationBuilder;
import org.mano4j.catalogue.configuration.ConfigurationParameterBuilder;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.nfv.MgmtVnfm;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.junit.ManoExtension;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmContext;
import org.mano4j.vnfm.VnfmRuntime;

/** A VNFM of one's own, launched offline: copy this as the beginning of yours. */
class CustomVnfmTest {

  // snippet:vnfm
  /** Starts containers like the generic VNFM, and tells each what service it belongs to. */
  static class GreetingVnfm extends MgmtVnfm {

    @Override
    public VirtualNetworkFunctionRecord instantiate(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request)
        throws Exception {
      var greeting =
          ConfigurationParameterBuilder.builder()
              .confKey("GREETING")
              .value("hello from " + vnfr.name())
              .build();
      var provides =
          ConfigurationBuilder.builder()
              .name("provides")
              .configurationParameters(List.of(greeting))
              .build();
      return super.instantiate(context, vnfr, request).withProvides(provides);
    }
  }

  // end

  // snippet:run
  static VnfmRuntime manager(BusConnector connector) {
    return VnfmRuntime.builder(new GreetingVnfm())
        .type("greeter")
        .channel(BusChannel.builder(connector).build())
        .build();
  }

  // end

  @Test
  void itRegistersWithAnOrchestratorUnderItsType() {
    try (var broker = new InMemoryBusConnector();
        var nfvo = OfflineNfvo.builder().bus(broker).build();
        var manager = manager(broker)) {
      nfvo.start();
      manager.start();

      assertThat(nfvo.registered()).containsExactly("greeter");
    }
  }

  // snippet:offline
  @RegisterExtension
  final ManoExtension mano =
      ManoExtension.create().pop("pop-1").vnfm("greeter", new GreetingVnfm());

  @Test
  void everyContainerIsGreeted() {
    mano.launch("nsd.json", NSD.getBytes(StandardCharsets.UTF_8));

    assertThat(mano.containerOf("web").status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(mano.containerOf("web").metadata()).containsEntry("GREETING", "hello from web");
  }

  // end

  private static final String NSD =
      """
      {"name": "site", "vendor": "mano4j", "version": "1.0",
       "vld": [{"name": "private"}],
       "vnfd": [{
         "name": "web", "vendor": "mano4j", "version": "1.0", "type": "web", "endpoint": "greeter",
         "virtual_link": [{"name": "private"}],
         "deployment_flavour": [{"flavour_key": "docker.container"}],
         "vdu": [{
           "vm_image": ["web:latest"], "scale_in_out": 2,
           "vnfc": [{"connection_point": [{"virtual_link_reference": "private"}]}]
         }]
       }]}
      """;
}
