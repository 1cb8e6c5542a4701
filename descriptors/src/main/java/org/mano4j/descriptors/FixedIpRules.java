package org.mano4j.descriptors;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be wrong with the addresses that connection points ask for. */
final class FixedIpRules {

  static final List<Rule<VnfdView>> OF_VNFD =
      List.of(
          Rule.error("bad-fixed-ip", "A fixedIp is an IPv4 address.", FixedIpRules::bad),
          Rule.error(
              "bad-floating-ip",
              "A floatingIp is an IPv4 address or \"random\".",
              FixedIpRules::badFloating));

  static final List<Rule<FixedView>> OF_FIXED =
      List.of(
          Rule.error(
              "fixed-ip-without-cidr",
              "The link of a connection point with a fixedIp has a cidr.",
              FixedIpRules::withoutCidr),
          Rule.error(
              "fixed-ip-outside", "A fixedIp is in the range of its link.", FixedIpRules::outside),
          Rule.error(
              "reserved-fixed-ip",
              "A fixedIp is neither the network nor the broadcast address of its link.",
              FixedIpRules::reserved),
          Rule.warning(
              "fixed-ip-of-many",
              "A VDU that can have more instances than VNFCs has no fixedIp.",
              FixedIpRules::ofMany));

  static final List<Rule<NsdView>> OF_NSD =
      List.of(
          Rule.error(
              "duplicate-fixed-ip",
              "No two connection points on a link have the same fixedIp.",
              (nsd, out) -> duplicate(nsd, "fixedIp", out)),
          Rule.error(
              "duplicate-floating-ip",
              "No two connection points have the same floatingIp.",
              (nsd, out) -> duplicate(nsd, "floatingIp", out)));

  private FixedIpRules() {}

  /** Whether an NFVO knows what to do with it. */
  static boolean isFloatingIp(String text) {
    return text.equals("random") || Cidr.ipv4(text).isPresent();
  }

  private static void bad(VnfdView vnfd, Rule.Complaints out) {
    for (PointView point : vnfd.points()) {
      Optional<String> ip = point.json().text("fixedIp");
      if (ip.isPresent() && Cidr.ipv4(ip.get()).isEmpty()) {
        out.add(
            point.json().near("fixedIp"),
            "the fixedIp %s is no IPv4 address".formatted(Names.quoted(ip.get())),
            "write one such as 172.16.0.5, or leave it out");
      }
    }
  }

  /** A VNFD alone may be on a link of its service, which has a cidr. */
  private static void withoutCidr(FixedView fixed, Rule.Complaints out) {
    boolean none =
        fixed.links().stream()
            .allMatch(link -> link.text("cidr").isEmpty() && !link.isDamaged("cidr"));
    boolean declared = !fixed.links().isEmpty() || fixed.vnfd().hasNoLinks();
    if (none && declared && fixed.vnfd().service().isPresent()) {
      out.add(
          fixed.at(),
          "the link %s has no range that the fixedIp could be in"
              .formatted(fixed.point().place().quoted()),
          "add \"cidr\" to the link, such as 172.16.0.0/16");
    }
  }

  private static void outside(FixedView fixed, Rule.Complaints out) {
    fixed
        .range()
        .filter(range -> !range.contains(fixed.ip()))
        .ifPresent(
            range ->
                out.add(
                    fixed.at(),
                    "the fixedIp %s is not in the range %s of the link %s"
                        .formatted(fixed.at().raw(), range.text(), fixed.point().place().quoted()),
                    "write an address from %s to %s"
                        .formatted(Cidr.text(range.first() + 1), Cidr.text(range.last() - 1))));
  }

  private static void reserved(FixedView fixed, Rule.Complaints out) {
    fixed
        .range()
        .filter(range -> range.reserves(fixed.ip()))
        .ifPresent(
            range ->
                out.add(
                    fixed.at(),
                    "the fixedIp %s is the %s address of the link %s"
                        .formatted(
                            fixed.at().raw(),
                            fixed.ip() == range.first() ? "network" : "broadcast",
                            fixed.point().place().quoted()),
                    "write an address between %s and %s"
                        .formatted(Cidr.text(range.first()), Cidr.text(range.last()))));
  }

  private static void ofMany(FixedView fixed, Rule.Complaints out) {
    VnfdView vnfd = fixed.vnfd();
    Located vdu = fixed.point().vdu();
    int components = vdu.list("vnfc").size();
    if (vnfd.most(vdu).filter(m -> m.compareTo(BigDecimal.valueOf(components)) > 0).isPresent()) {
      out.add(
          fixed.at(),
          "%s can have more instances than VNFCs, but only one of them this address"
              .formatted(vnfd.label(vdu)),
          "leave the fixedIp out, or set scale_in_out to " + components);
    }
  }

  private static void badFloating(VnfdView vnfd, Rule.Complaints out) {
    for (PointView point : vnfd.points()) {
      Optional<String> ip = point.json().text("floatingIp");
      if (ip.isPresent() && !isFloatingIp(ip.get())) {
        out.add(
            point.json().near("floatingIp"),
            "the floatingIp %s is no IPv4 address".formatted(Names.quoted(ip.get())),
            "write an IPv4 address, or random for any");
      }
    }
  }

  private static void duplicate(NsdView nsd, String key, Rule.Complaints out) {
    Map<List<String>, Located> first = new HashMap<>();
    for (VnfdView vnfd : nsd.vnfds()) {
      for (PointView point : vnfd.points()) {
        Located at = point.json().near(key);
        Optional<String> ip = point.json().text(key).filter(text -> Cidr.ipv4(text).isPresent());
        String link = key.equals("fixedIp") ? point.link().orElse("") : "";
        Located earlier = ip.map(text -> first.putIfAbsent(List.of(link, text), at)).orElse(null);
        if (earlier != null) {
          out.add(
              at,
              "the %s %s is already taken in line %d".formatted(key, ip.get(), earlier.line()),
              "give each connection point an address of its own");
        }
      }
    }
  }
}
