package org.mano4j.descriptors;

import java.util.List;
import java.util.Optional;

/**
 * A connection point with a fixedIp that is an IPv4 address.
 *
 * @param vnfd the VNFD it belongs to
 * @param point the connection point
 * @param at its fixedIp
 * @param ip its fixedIp as a number
 * @param links the declarations of its link
 * @param range the range of the link
 */
record FixedView(
    VnfdView vnfd,
    PointView point,
    Located at,
    long ip,
    List<Located> links,
    Optional<Cidr> range) {

  /** Those of a VNFD. */
  static List<FixedView> of(VnfdView vnfd) {
    return vnfd.points().stream()
        .filter(point -> point.link().isPresent())
        .flatMap(point -> of(vnfd, point).stream())
        .toList();
  }

  private static Optional<FixedView> of(VnfdView vnfd, PointView point) {
    Located at = point.json().near("fixedIp");
    List<Located> links = vnfd.declarations(point.link().orElseThrow());
    return point
        .json()
        .text("fixedIp")
        .flatMap(Cidr::ipv4)
        .map(ip -> new FixedView(vnfd, point, at, ip, links, range(links)));
  }

  private static Optional<Cidr> range(List<Located> links) {
    return links.stream().flatMap(link -> link.text("cidr").stream()).findFirst().flatMap(Cidr::of);
  }
}
