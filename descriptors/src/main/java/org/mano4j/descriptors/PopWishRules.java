package org.mano4j.descriptors;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Wishes that a Pop passes over. Not asked where the site is known to have none. */
final class PopWishRules {

  static final List<Rule<LinkView>> OF_LINK =
      List.of(
          Rule.warning(
              "unheeded-qos",
              "Links have no qos: a Pop gives none.",
              (link, out) -> list(link, "qos", "quality of service", out)),
          Rule.warning(
              "unheeded-test-access",
              "Links have no test_access: a Pop gives none.",
              (link, out) -> list(link, "test_access", "access for tests", out)),
          Rule.warning(
              "unheeded-bandwidth",
              "Links and VDUs ask for no bandwidth: a Pop promises none.",
              (link, out) ->
                  Stream.of("root_requirement", "leaf_requirement")
                      .forEach(key -> wish(link.json(), key, link.label(), "bandwidth", out))),
          Rule.warning(
              "unheeded-connectivity",
              "Links are LANs: a Pop has no others.",
              PopWishRules::connectivity));

  static final List<Rule<VnfdView>> OF_VNFD =
      List.of(
          Rule.warning(
              "unheeded-bandwidth",
              "Links and VDUs ask for no bandwidth: a Pop promises none.",
              (vnfd, out) -> wish(vnfd, "virtual_network_bandwidth_resource", "bandwidth", out)),
          Rule.warning(
              "unheeded-resources",
              "VDUs ask for no amount of computing or memory: the flavours of a Pop have no sizes.",
              (vnfd, out) -> {
                wish(vnfd, "computation_requirement", "computing power", out);
                wish(vnfd, "virtual_memory_resource_element", "memory", out);
              }),
          Rule.warning(
              "unheeded-constraint",
              "VDUs have no vdu_constraint: a Pop places containers as it likes.",
              (vnfd, out) -> wish(vnfd, "vdu_constraint", "constraints of its placement", out)),
          Rule.warning(
              "unheeded-availability",
              "VDUs have no high_availability: a Pop does not migrate or double containers.",
              PopWishRules::availability),
          Rule.warning(
              "unheeded-floating-ip",
              "Connection points have no floatingIp: a Pop has none.",
              PopWishRules::floatingIp));

  private static final Set<String> LANS = Set.of("lan", "e-lan", "elan");

  private PopWishRules() {}

  private static void list(LinkView link, String key, String meaning, Rule.Complaints out) {
    if (!link.json().list(key).isEmpty()) {
      complain(link.json().near(key), link.label(), meaning, out);
    }
  }

  private static void wish(VnfdView vnfd, String key, String meaning, Rule.Complaints out) {
    vnfd.vdus().forEach(vdu -> wish(vdu, key, vnfd.label(vdu), meaning, out));
  }

  private static void wish(
      Located json, String key, String label, String meaning, Rule.Complaints out) {
    if (json.text(key).isPresent()) {
      complain(json.near(key), label, meaning, out);
    }
  }

  private static void complain(Located at, String label, String meaning, Rule.Complaints out) {
    out.add(
        at,
        label + " asks for " + meaning + ", which a Pop does not heed",
        "leave it out, or place it on a VIM that heeds it");
  }

  private static void connectivity(LinkView link, Rule.Complaints out) {
    link.json()
        .text("connectivity_type")
        .filter(type -> !LANS.contains(type.toLowerCase(Locale.ROOT)))
        .ifPresent(
            type ->
                complain(
                    link.json().near("connectivity_type"),
                    link.label(),
                    "the connectivity " + Names.quoted(type),
                    out));
  }

  private static void availability(VnfdView vnfd, Rule.Complaints out) {
    for (Located vdu : vnfd.vdus()) {
      Located wish = vdu.near("high_availability");
      if (wish != vdu
          && (wish.text("resiliencyLevel").isPresent()
              || wish.text("redundancyScheme").isPresent())) {
        complain(wish, vnfd.label(vdu), "redundancy and migration", out);
      }
    }
  }

  private static void floatingIp(VnfdView vnfd, Rule.Complaints out) {
    for (PointView point : vnfd.points()) {
      if (point.json().text("floatingIp").filter(FixedIpRules::isFloatingIp).isPresent()) {
        complain(
            point.json().near("floatingIp"), vnfd.label(point.vdu()), "a floating address", out);
      }
    }
  }
}
