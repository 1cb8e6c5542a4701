package org.mano4j.descriptors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What can be wrong with who has to wait for whom. */
final class CycleRules {

  static final List<Rule<NsdView>> ALL =
      List.of(
          Rule.error(
              "cycle",
              "VNFs that depend on each other say so with cyclicDependency.",
              (nsd, out) -> complain(nsd, false, out)),
          Rule.warning(
              "declared-cycle",
              "No VNFs depend on each other; an NFVO with ordered start refuses it.",
              (nsd, out) -> complain(nsd, true, out)));

  private CycleRules() {}

  private static void complain(NsdView nsd, boolean declared, Rule.Complaints out) {
    if (!nsd.vnfs().isComplete()) {
      return;
    }
    List<Dependency> edges =
        nsd.dependencies().stream()
            .filter(d -> d.isComplete() && !d.isOnItself() && !isPassedOver(d))
            .filter(d -> d.source().name().flatMap(nsd::vnfd).isPresent())
            .filter(d -> d.target().name().flatMap(nsd::vnfd).isPresent())
            .toList();
    for (List<Dependency> cycle : Cycles.of(edges)) {
      boolean says =
          cycle.stream()
              .map(edge -> edge.source().name().flatMap(nsd::vnfd).orElseThrow().json())
              .allMatch(vnfd -> vnfd.text("cyclicDependency").filter("true"::equals).isPresent());
      if (says == declared) {
        Dependency last = cycle.stream().max(byPlace()).orElseThrow();
        out.add(
            last.source().at(),
            "the VNFs depend on each other in a cycle: " + printed(cycle),
            declared
                ? "remove one of these dependencies where START is to be ordered"
                : "remove one of these dependencies, or set \"cyclicDependency\" of these VNFDs");
      }
    }
  }

  /** A requirement without parameters is no dependency to an NFVO. */
  private static boolean isPassedOver(Dependency dependency) {
    return dependency.isRequirement() && dependency.parameters().isEmpty();
  }

  private static Comparator<Dependency> byPlace() {
    return Comparator.<Dependency>comparingInt(d -> d.source().at().line())
        .thenComparingInt(d -> d.source().at().column());
  }

  /** From source to target, beginning with the name that comes first in the alphabet. */
  private static String printed(List<Dependency> cycle) {
    List<String> names = new ArrayList<>();
    cycle.forEach(edge -> names.add(edge.source().name().orElseThrow()));
    int first = names.indexOf(names.stream().min(Comparator.naturalOrder()).orElseThrow());
    Collections.rotate(names, -first);
    names.add(names.get(0));
    return names.stream().map(Names::bare).collect(Collectors.joining(" -> "));
  }
}
