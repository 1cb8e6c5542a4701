package org.mano4j.samples.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;

class SitePlanTest {

  @Test
  void aLinkWithoutARangeGetsOneThatOverlapsNoOther() {
    assertThat(
            networks(
                "{'vld': [{'name': 'a', 'cidr': '172.16.5.0/24'}, {'name': 'b'}, {'name': 'c'}]}"))
        .containsExactly(
            entry("a", "172.16.5.0/24"), entry("b", "172.17.0.0/16"), entry("c", "172.18.0.0/16"));
  }

  @Test
  void aLinkIsOneNetworkWhereverItIsDeclared() {
    assertThat(
            networks(
                "{'vld': [{'name': 'a'}],"
                    + " 'vnfd': [{'virtual_link': [{'name': 'a', 'cidr': '10.0.0.0/24'}]}]}"))
        .containsExactly(entry("a", "10.0.0.0/24"));
  }

  @Test
  void aServiceWithoutLinksHasANetworkAllTheSame() {
    assertThat(networks("{}")).containsOnlyKeys("private");
  }

  private static Map<String, String> networks(String nsd) {
    return SitePlan.of(CatalogueJson.read(nsd, NetworkServiceDescriptor.class)).ranges();
  }
}
