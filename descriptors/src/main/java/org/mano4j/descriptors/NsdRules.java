package org.mano4j.descriptors;

import java.util.List;

/** What can be wrong with a service as a whole. */
final class NsdRules {

  static final List<Rule<NsdView>> ALL =
      List.of(
          Rule.error("missing-name", NsdRules::nameMissing),
          Rule.error("missing-vnfd", NsdRules::vnfdMissing),
          Rule.error("duplicate-vnfd", NsdRules::vnfdTwice),
          Rule.error("duplicate-link", NsdRules::linkTwice),
          Rule.error("missing-link-name", NsdRules::linkNameMissing));

  private NsdRules() {}

  private static void nameMissing(NsdView nsd, Rule.Complaints out) {
    if (nsd.json().text("name").isEmpty()) {
      out.add(
          nsd.json().near("name"),
          "the network service has no name",
          "add \"name\": what the service is called");
    }
  }

  private static void vnfdMissing(NsdView nsd, Rule.Complaints out) {
    if (nsd.vnfds().isEmpty()) {
      out.add(
          nsd.json().near("vnfd"),
          "the network service has no VNFD",
          "add \"vnfd\": a list with at least one VNFD");
    }
  }

  private static void vnfdTwice(NsdView nsd, Rule.Complaints out) {
    Names.unique(nsd.json().list("vnfd"), "VNFD", out);
  }

  private static void linkTwice(NsdView nsd, Rule.Complaints out) {
    Names.unique(nsd.json().list("vld"), "link", out);
  }

  private static void linkNameMissing(NsdView nsd, Rule.Complaints out) {
    for (Located vld : nsd.json().list("vld")) {
      if (vld.text("name").isEmpty()) {
        out.add(
            vld.near("name"),
            "a link of the network service has no name",
            "add \"name\": the name that connection points refer to");
      }
    }
  }
}
