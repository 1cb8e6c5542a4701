package org.mano4j.benchmarks.start;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.nfv.MgmtVnfm;
import org.mano4j.testkit.OfflineSite;

/** A user's test. */
class OneLaunch {

  static final String ACTIVE = "active after ms: ";

  private static final String NSD =
      """
      {"name": "site", "vendor": "mano4j", "version": "1.0",
       "vld": [{"name": "private"}],
       "vnfd": [{
         "name": "web", "vendor": "mano4j", "version": "1.0", "type": "web", "endpoint": "generic",
         "virtual_link": [{"name": "private"}],
         "deployment_flavour": [{"flavour_key": "docker.container"}],
         "vdu": [{
           "vm_image": ["web:latest"], "scale_in_out": 1,
           "vnfc": [{"connection_point": [{"virtual_link_reference": "private"}]}]
         }]
       }]}
      """;

  /** What every test costs. */
  @Test
  void empty() {}

  /** An orchestrator, a bus, a VIM driver, a Pop and a VNF manager, and a service on them. */
  @Test
  void launches() {
    long began = System.nanoTime();
    try (OfflineSite site =
        OfflineSite.builder().pop("pop-1").vnfm("generic", new MgmtVnfm()).build()) {
      site.start();
      site.launch("nsd.json", NSD.getBytes(StandardCharsets.UTF_8));
      System.out.println(ACTIVE + (System.nanoTime() - began) / 1e6);
    }
  }
}
