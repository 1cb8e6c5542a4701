package org.mano4j.descriptors;

import java.util.List;

/** What can be wrong with a service as a whole. */
final class NsdRules {

  static final List<Rule<NsdView>> ALL =
      List.of(
          Rule.error("missing-vnfd", "An NSD has at least one VNFD.", NsdRules::vnfdMissing),
          Rule.error(
              "duplicate-vnfd",
              "No two VNFDs of an NSD have the same name.",
              (nsd, out) -> Names.unique(nsd.json().list("vnfd"), "VNFD", out)));

  private NsdRules() {}

  private static void vnfdMissing(NsdView nsd, Rule.Complaints out) {
    if (nsd.vnfds().isEmpty()) {
      out.add(
          nsd.json().near("vnfd"),
          "the network service has no VNFD",
          "add \"vnfd\": a list with at least one VNFD");
    }
  }
}
