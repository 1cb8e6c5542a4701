package org.mano4j.descriptors;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/** What can be wrong with the address ranges of links. */
final class AddressRules {

  static final List<Rule<LinkView>> OF_LINK =
      List.of(
          Rule.error(
              "bad-cidr",
              "The cidr of a link is an address and a prefix length.",
              AddressRules::badCidr),
          Rule.error("ipv6-cidr", "The cidr of a link is IPv4.", AddressRules::ipv6),
          Rule.warning(
              "host-bits",
              "The cidr of a link begins with its first address.",
              AddressRules::hostBits),
          Rule.error("bad-dns", "The dns of a link are IP addresses.", AddressRules::badDns));

  static final List<Rule<NsdView>> OF_NSD =
      List.of(
          Rule.warning(
              "overlapping-links",
              "The cidrs of different links do not overlap.",
              AddressRules::overlapping),
          Rule.warning(
              "contradictory-cidr",
              "Declarations of the same link have the same cidr.",
              AddressRules::contradictory),
          Rule.warning(
              "crowded-link",
              "The range of a link has an address for every instance that can be on it.",
              AddressRules::crowded));

  private AddressRules() {}

  private static Optional<Located> cidr(Located link) {
    return link.get("cidr").filter(cidr -> cidr.text().isPresent());
  }

  private static void badCidr(LinkView link, Rule.Complaints out) {
    cidr(link.json())
        .filter(at -> Cidr.of(at.raw()).isEmpty() && !Cidr.isIpv6(at.raw()))
        .ifPresent(
            at ->
                out.add(
                    at,
                    "the cidr %s of %s is no range of addresses"
                        .formatted(at.quoted(), link.label()),
                    "write an address and a prefix length from 0 to 32, such as 172.16.0.0/16"));
  }

  private static void ipv6(LinkView link, Rule.Complaints out) {
    cidr(link.json())
        .filter(at -> at.raw().contains(":") && Cidr.isIpv6(at.raw()))
        .ifPresent(
            at ->
                out.add(
                    at,
                    "the cidr %s of %s is IPv6, and an NFVO gives out IPv4 addresses"
                        .formatted(at.quoted(), link.label()),
                    "write a range such as 172.16.0.0/16"));
  }

  private static void hostBits(LinkView link, Rule.Complaints out) {
    Optional<Located> at = cidr(link.json());
    at.flatMap(value -> Cidr.of(value.raw()))
        .filter(Cidr::hasHostBits)
        .ifPresent(
            cidr ->
                out.add(
                    at.get(),
                    "the cidr %s of %s begins within the range"
                        .formatted(at.get().quoted(), link.label()),
                    "write " + cidr.text()));
  }

  private static void badDns(LinkView link, Rule.Complaints out) {
    for (Located server : link.json().list("dns")) {
      if (!Cidr.isAddress(server.raw())) {
        out.add(
            server,
            "the name server %s of %s is no IP address".formatted(server.quoted(), link.label()),
            "write its IP address");
      }
    }
  }

  /** A range that a link has. */
  private record Range(String link, Located at, Cidr cidr) {}

  /** Of each link, the declarations with different ranges. */
  private static List<Range> ranges(NsdView nsd) {
    List<Located> links = new ArrayList<>(nsd.json().list("vld"));
    nsd.vnfds().forEach(vnfd -> links.addAll(vnfd.json().list("virtual_link")));
    List<Range> ranges = new ArrayList<>();
    for (Located link : links) {
      Optional<Located> at = cidr(link);
      Optional<String> name = link.text("name");
      if (at.isPresent() && name.isPresent()) {
        Cidr.of(at.get().raw())
            .ifPresent(cidr -> ranges.add(new Range(name.get(), at.get(), cidr)));
      }
    }
    return ranges;
  }

  private static Map<String, Range> firstOfEach(NsdView nsd) {
    Map<String, Range> first = new HashMap<>();
    ranges(nsd).forEach(range -> first.putIfAbsent(range.link(), range));
    return first;
  }

  /** Goes through the ranges by their first address, with those in view that have not ended. */
  private static void overlapping(NsdView nsd, Rule.Complaints out) {
    List<Range> ranges = new ArrayList<>(firstOfEach(nsd).values());
    ranges.sort(
        Comparator.<Range>comparingLong(range -> range.cidr().first()).thenComparing(Range::link));
    PriorityQueue<Range> begun =
        new PriorityQueue<>(Comparator.comparingLong(range -> -range.cidr().last()));
    for (Range range : ranges) {
      Range longest = begun.peek();
      if (longest != null && longest.cidr().overlaps(range.cidr())) {
        complainOfOverlap(range, longest, out);
      }
      begun.add(range);
    }
  }

  private static void complainOfOverlap(Range one, Range other, Rule.Complaints out) {
    boolean later =
        one.at().line() > other.at().line()
            || one.at().line() == other.at().line() && one.at().column() > other.at().column();
    Range second = later ? one : other;
    Range first = later ? other : one;
    out.add(
        second.at(),
        "the range of link %s overlaps that of link %s in line %d"
            .formatted(Names.quoted(second.link()), Names.quoted(first.link()), first.at().line()),
        "give each link a range of its own");
  }

  private static void crowded(NsdView nsd, Rule.Complaints out) {
    Map<String, Range> ranges = firstOfEach(nsd);
    if (ranges.isEmpty()) {
      return;
    }
    Map<String, Long> wanted = new HashMap<>();
    nsd.vnfds().forEach(vnfd -> countAddresses(vnfd, wanted));
    for (Range range : ranges.values()) {
      long needed = wanted.getOrDefault(range.link(), 0L);
      long room = Math.max(0, range.cidr().hosts() - 1);
      if (needed > room) {
        out.add(
            range.at(),
            "the link %s can have %d instances on it, but its range has room for %d besides a gateway"
                .formatted(Names.quoted(range.link()), needed, room),
            "write a range with a shorter prefix length");
      }
    }
  }

  /** Adds how many addresses a VNF needs on each link, if it has as many instances as it may. */
  private static void countAddresses(VnfdView vnfd, Map<String, Long> wanted) {
    Set<List<Object>> counted = new HashSet<>();
    for (PointView point : vnfd.points()) {
      String link = point.link().orElse("");
      Located vdu = point.vdu();
      wanted.merge(link, 1L, Long::sum);
      if (counted.add(List.of(link, vdu))) {
        long components = vdu.list("vnfc").size();
        long most = vnfd.most(vdu).map(BigDecimal::longValue).orElse(components);
        wanted.merge(link, most - components, Long::sum);
      }
    }
  }

  private static void contradictory(NsdView nsd, Rule.Complaints out) {
    Map<String, Range> first = new HashMap<>();
    for (Range range : ranges(nsd)) {
      Range earlier = first.putIfAbsent(range.link(), range);
      if (earlier != null && !earlier.cidr().text().equals(range.cidr().text())) {
        out.add(
            range.at(),
            "the link %s has the range %s in line %d"
                .formatted(Names.quoted(range.link()), earlier.cidr().text(), earlier.at().line()),
            "write the same range, or leave it out here");
      }
    }
  }
}
