package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.nfv.MgmtVnfm;
import org.mano4j.testkit.junit.ManoExtension;
import org.mano4j.vnfm.VnfmContext;

/** A VNF of two VDUs joined by an internal link, one of them also on a link of the service. */
class InternalLinkTest {

  private static final String NSD =
      """
      {"name": "shop", "vendor": "mano4j", "version": "1.0",
       "vld": [{"name": "private"}],
       "vnfd": [{
         "name": "shop", "vendor": "mano4j", "version": "1.0", "type": "shop", "endpoint": "mgmt",
         "virtual_link": [{"name": "backplane"}, {"name": "private"}],
         "deployment_flavour": [{"flavour_key": "docker.container"}],
         "vdu": [
           {"name": "front", "vm_image": ["front:1"], "scale_in_out": 1, "vnfc": [
             {"connection_point": [
               {"virtual_link_reference": "backplane"},
               {"virtual_link_reference": "private", "interfaceId": 1}]}]},
           {"name": "store", "vm_image": ["store:1"], "scale_in_out": 1, "vnfc": [
             {"connection_point": [{"virtual_link_reference": "backplane"}]}]}
         ]
       }]}
      """;

  private volatile List<Container> whenInstantiated = List.of();

  @RegisterExtension
  final ManoExtension mano =
      ManoExtension.create()
          .with(
              site ->
                  site.pop(
                      "pop-1",
                      pop ->
                          pop.offerAnyImage()
                              .network("private", "172.16.0.0/16")
                              .network("backplane", "10.1.0.0/24"),
                      "private"))
          .vnfm("mgmt", new Watching());

  @Test
  void addressesOnBothLinksAreReservedAtCreate() {
    mano.launch("nsd.json", NSD.getBytes(StandardCharsets.UTF_8));

    assertThat(whenInstantiated)
        .hasSize(2)
        .allSatisfy(c -> assertThat(c.status()).isEqualTo(ContainerStatus.CREATED));
    Container front = withImage(whenInstantiated, "front:1");
    Container store = withImage(whenInstantiated, "store:1");
    assertThat(front.endpoints().get("private").address()).startsWith("172.16.");
    assertThat(front.endpoints().get("backplane").address()).startsWith("10.1.0.");
    assertThat(store.endpoints()).containsOnlyKeys("backplane");
    assertThat(store.endpoints().get("backplane").address())
        .startsWith("10.1.0.")
        .isNotEqualTo(front.endpoints().get("backplane").address());
    assertThat(withImage(mano.containers(), "front:1").endpoints().keySet())
        .isEqualTo(front.endpoints().keySet());
  }

  private static Container withImage(List<Container> containers, String image) {
    return containers.stream()
        .filter(container -> container.imageId().equals(image))
        .min(Comparator.comparing(Container::name))
        .orElseThrow();
  }

  /** Keeps what the Pop holds after the allocation, before anything is started. */
  private final class Watching extends MgmtVnfm {
    @Override
    public VirtualNetworkFunctionRecord instantiate(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request)
        throws Exception {
      whenInstantiated = mano.containers();
      return super.instantiate(context, vnfr, request);
    }
  }
}
