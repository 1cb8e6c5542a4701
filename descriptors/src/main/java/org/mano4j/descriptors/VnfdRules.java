package org.mano4j.descriptors;

import java.util.List;

/** What a VNFD and its VDUs need. Those that the NFVO has already are not looked at. */
final class VnfdRules {

  static final List<Rule<VnfdView>> ALL =
      List.of(
          Rule.error(
              "missing-type",
              "A VNFD has a type.",
              (vnfd, out) ->
                  missing(vnfd, "type", "what kind of function it is, such as \"server\"", out)),
          Rule.error(
              "missing-endpoint",
              "A VNFD names the VNF manager in charge.",
              (vnfd, out) ->
                  missing(
                      vnfd,
                      "endpoint",
                      "the type of the VNF manager in charge, such as \"mgmt\"",
                      out)),
          Rule.error("missing-vdu", "A VNFD has at least one VDU.", VnfdRules::vduMissing),
          Rule.error("missing-image", "A VDU names an image.", VnfdRules::imageMissing),
          Rule.warning("missing-component", "A VDU has a VNFC.", VnfdRules::componentMissing),
          Rule.error(
              "duplicate-vdu",
              "No two VDUs of a VNFD have the same name.",
              (vnfd, out) -> Names.unique(vnfd.vdus(), "VDU", out)),
          Rule.error(
              "unconnected-component",
              "A VNFC has at least one connection point.",
              VnfdRules::unconnected));

  private VnfdRules() {}

  private static void missing(VnfdView vnfd, String key, String meaning, Rule.Complaints out) {
    if (vnfd.json().text(key).isEmpty()) {
      out.add(
          vnfd.json().near(key),
          vnfd.label() + " has no " + key,
          "add \"" + key + "\": " + meaning);
    }
  }

  private static void vduMissing(VnfdView vnfd, Rule.Complaints out) {
    if (vnfd.vdus().isEmpty()) {
      out.add(
          vnfd.json().near("vdu"),
          vnfd.label() + " has no VDU, so nothing of it can run",
          "add \"vdu\": a list with at least one VDU");
    }
  }

  private static void imageMissing(VnfdView vnfd, Rule.Complaints out) {
    for (Located vdu : vnfd.vdus()) {
      if (vdu.list("vm_image").isEmpty() && !vnfd.surroundings().bringsImage()) {
        out.add(
            vdu.near("vm_image"),
            vnfd.label(vdu) + " has no image",
            "add \"vm_image\": a list with the name of an image of the VIM");
      }
    }
  }

  private static void componentMissing(VnfdView vnfd, Rule.Complaints out) {
    for (Located vdu : vnfd.vdus()) {
      if (vdu.list("vnfc").isEmpty()) {
        out.add(
            vdu.near("vnfc"),
            vnfd.label(vdu) + " has no VNFC, so no instance of it is launched",
            "add \"vnfc\": a list with one element per instance");
      }
    }
  }

  private static void unconnected(VnfdView vnfd, Rule.Complaints out) {
    for (Located vdu : vnfd.vdus()) {
      for (Located component : vdu.list("vnfc")) {
        if (component.list("connection_point").isEmpty()) {
          out.add(
              component.near("connection_point"),
              "a VNFC of " + vnfd.label(vdu) + " has no connection point",
              "add \"connection_point\": a list with at least one element");
        }
      }
    }
  }
}
