package org.mano4j.descriptors;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be wrong with the connection points of one VNFC among each other. */
final class PointRules {

  static final List<Rule<VnfdView>> ALL =
      List.of(
          Rule.warning(
              "repeated-connection",
              "No two connection points of a VNFC are on the same link.",
              PointRules::sameLink),
          Rule.warning(
              "repeated-interface",
              "No two connection points of a VNFC have the same interfaceId other than 0.",
              PointRules::sameInterface),
          Rule.error(
              "negative-interface", "An interfaceId is 0 or more.", PointRules::negativeInterface));

  private PointRules() {}

  private static void sameLink(VnfdView vnfd, Rule.Complaints out) {
    Map<Located, Set<String>> seen = new HashMap<>();
    for (PointView point : vnfd.points()) {
      Set<String> links = seen.computeIfAbsent(point.component(), c -> new HashSet<>());
      if (point.link().isPresent() && !links.add(point.link().get())) {
        out.add(
            point.place(),
            "a VNFC of %s is on the link %s twice, but has one address per link"
                .formatted(vnfd.label(point.vdu()), Names.quoted(point.link().get())),
            "remove one of the connection points, or put it on another link");
      }
    }
  }

  /** All of them are 0 where nobody cares, for so an NFVO writes what is absent. */
  private static void sameInterface(VnfdView vnfd, Rule.Complaints out) {
    Map<Located, Set<Integer>> seen = new HashMap<>();
    for (PointView point : vnfd.points()) {
      int number = Numbers.whole(point.json(), "interfaceId").orElse(0);
      if (number != 0
          && !seen.computeIfAbsent(point.component(), c -> new HashSet<>()).add(number)) {
        out.add(
            point.json().near("interfaceId"),
            "two connection points of a VNFC of %s have the interfaceId %d"
                .formatted(vnfd.label(point.vdu()), number),
            "number the connection points of a VNFC in the order of its interfaces");
      }
    }
  }

  private static void negativeInterface(VnfdView vnfd, Rule.Complaints out) {
    for (PointView point : vnfd.points()) {
      int number = Numbers.whole(point.json(), "interfaceId").orElse(0);
      if (number < 0) {
        out.add(
            point.json().near("interfaceId"),
            "there is no interface " + number,
            "count interfaces from 0");
      }
    }
  }
}
