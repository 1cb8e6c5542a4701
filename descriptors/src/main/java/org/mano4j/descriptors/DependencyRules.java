package org.mano4j.descriptors;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What can be wrong with who depends on whom. */
final class DependencyRules {

  static final List<Rule<NsdView>> ALL =
      List.of(
          Rule.error(
              "incomplete-dependency",
              "A dependency has a source and a target.",
              DependencyRules::incomplete),
          Rule.error(
              "unknown-vnf",
              "Source and target of a dependency are VNFDs of the NSD.",
              DependencyRules::unknownVnf),
          Rule.error("self-dependency", "No VNF depends on itself.", DependencyRules::self),
          Rule.error(
              "dependency-without-parameters",
              "A dependency of the NSD asks for parameters.",
              DependencyRules::withoutParameters),
          Rule.warning(
              "requirement-without-parameters",
              "What a VNFD requires of another are parameters.",
              DependencyRules::emptyRequirement),
          Rule.warning(
              "repeated-dependency",
              "An NSD states each dependency once.",
              DependencyRules::repeated),
          Rule.warning(
              "colliding-sources",
              "No VNF depends on two VNFs of the same type.",
              DependencyRules::colliding));

  private DependencyRules() {}

  private static void incomplete(NsdView nsd, Rule.Complaints out) {
    for (Dependency dependency : nsd.dependencies()) {
      if (!dependency.isRequirement()) {
        incomplete(dependency.source(), "source", out);
        incomplete(dependency.target(), "target", out);
      }
    }
  }

  private static void incomplete(Dependency.End end, String role, Rule.Complaints out) {
    if (end.name().isEmpty()) {
      out.add(
          end.at(),
          "a dependency has no " + role,
          "add \"" + role + "\": the name of a VNFD of this service");
    }
  }

  private static void unknownVnf(NsdView nsd, Rule.Complaints out) {
    for (Dependency dependency : nsd.dependencies()) {
      Stream<Dependency.End> ends =
          dependency.isRequirement()
              ? Stream.of(dependency.source())
              : Stream.of(dependency.source(), dependency.target());
      ends.filter(end -> end.name().filter(nsd.vnfs()::lacks).isPresent())
          .forEach(end -> complainOfUnknown(nsd, end, out));
    }
  }

  private static void complainOfUnknown(NsdView nsd, Dependency.End end, Rule.Complaints out) {
    String name = end.name().orElseThrow();
    out.add(
        end.at(),
        "a dependency names the VNF %s, which this service does not have"
            .formatted(Names.quoted(name)),
        () ->
            ofType(nsd, name)
                .map(vnf -> "it is a type; write the name " + Names.quoted(vnf))
                .orElseGet(
                    () -> Names.choose(name, nsd.vnfs().names(), "add a VNFD of that name")));
  }

  private static Optional<String> ofType(NsdView nsd, String type) {
    return !nsd.types().contains(type)
        ? Optional.empty()
        : nsd.vnfds().stream()
            .filter(vnfd -> vnfd.json().text("type").filter(type::equals).isPresent())
            .flatMap(vnfd -> vnfd.name().stream())
            .findFirst();
  }

  private static void self(NsdView nsd, Rule.Complaints out) {
    for (Dependency dependency : nsd.dependencies()) {
      if (dependency.isOnItself()) {
        out.add(
            dependency.target().at(),
            "VNF %s depends on itself"
                .formatted(Names.quoted(dependency.source().name().orElseThrow())),
            "remove the dependency, or name another VNF");
      }
    }
  }

  private static void withoutParameters(NsdView nsd, Rule.Complaints out) {
    for (Dependency dependency : nsd.dependencies()) {
      if (!dependency.isRequirement() && dependency.parameters().isEmpty()) {
        out.add(
            dependency.place().near("parameters"),
            "a dependency asks for no parameter, so its target would be told nothing",
            "add \"parameters\": names of parameters or links of the source");
      }
    }
  }

  private static void emptyRequirement(NsdView nsd, Rule.Complaints out) {
    for (Dependency dependency : nsd.dependencies()) {
      if (dependency.isRequirement() && dependency.parameters().isEmpty()) {
        out.add(
            dependency.place().near("parameters"),
            "no parameter is required of %s, so the requirement is passed over"
                .formatted(Names.quoted(dependency.source().name().orElseThrow())),
            "add \"parameters\", or remove the requirement");
      }
    }
  }

  private static void repeated(NsdView nsd, Rule.Complaints out) {
    Map<List<String>, Dependency> first = new HashMap<>();
    for (Dependency dependency : nsd.dependencies()) {
      if (dependency.isComplete() && !dependency.isRequirement()) {
        String source = dependency.source().name().orElseThrow();
        String target = dependency.target().name().orElseThrow();
        Dependency earlier = first.putIfAbsent(List.of(source, target), dependency);
        if (earlier != null) {
          out.add(
              dependency.place(),
              "the dependency of %s on %s is already stated in line %d; an NFVO merges them"
                  .formatted(Names.quoted(target), Names.quoted(source), earlier.place().line()),
              "put all parameters into one");
        }
      }
    }
  }

  /** Parameters reach a target under the type of their source. */
  private static void colliding(NsdView nsd, Rule.Complaints out) {
    Map<List<String>, String> sources = new HashMap<>();
    Set<List<String>> told = new HashSet<>();
    for (Dependency dependency : nsd.dependencies()) {
      String source = dependency.source().name().orElse("");
      String type = nsd.vnfd(source).flatMap(vnfd -> vnfd.json().text("type")).orElse(null);
      if (dependency.isComplete() && type != null && !dependency.isOnItself()) {
        List<String> key = List.of(dependency.target().name().orElseThrow(), type);
        String other = sources.putIfAbsent(key, source);
        if (other != null && !other.equals(source) && told.add(key)) {
          out.add(
              dependency.source().at(),
              "%s depends on %s and %s, which are both of type %s: it cannot tell them apart"
                  .formatted(
                      Names.quoted(key.get(0)),
                      Names.quoted(other),
                      Names.quoted(source),
                      Names.quoted(type)),
              "give the two VNFDs different types");
        }
      }
    }
  }
}
