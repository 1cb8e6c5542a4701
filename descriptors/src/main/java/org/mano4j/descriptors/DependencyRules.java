package org.mano4j.descriptors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mano4j.descriptors.NsdView.Reference;

/** What can be wrong with {@code vnf_dependency} of an NSD and {@code requires} of its VNFDs. */
final class DependencyRules {

  static final List<Rule<NsdView>> ALL =
      List.of(
          Rule.error("incomplete-dependency", DependencyRules::incomplete),
          Rule.error("unknown-vnf", DependencyRules::unknownVnf),
          Rule.error("self-dependency", DependencyRules::self),
          Rule.error("dependency-without-parameters", DependencyRules::withoutParameters));

  private static final List<String> ROLES = List.of("source", "target");

  private DependencyRules() {}

  private static void incomplete(NsdView nsd, Rule.Complaints out) {
    for (Located dependency : nsd.json().list("vnf_dependency")) {
      for (String role : ROLES) {
        Reference reference = Reference.of(dependency, role);
        if (reference.name().isEmpty()) {
          out.add(
              reference.at(),
              "a dependency has no " + role,
              "add \"" + role + "\": the name of a VNFD of this service");
        }
      }
    }
  }

  private static void unknownVnf(NsdView nsd, Rule.Complaints out) {
    if (!nsd.knowsAllNames()) {
      return;
    }
    List<Reference> references = new ArrayList<>();
    for (Located dependency : nsd.json().list("vnf_dependency")) {
      ROLES.forEach(role -> references.add(Reference.of(dependency, role)));
    }
    nsd.vnfds().forEach(vnfd -> references.addAll(required(vnfd).values()));
    for (Reference reference : references) {
      Optional<String> name = reference.name();
      if (name.isPresent() && !nsd.vnfdNames().contains(name.get())) {
        out.add(
            reference.at(),
            "a dependency names the VNF '" + name.get() + "', which this service does not have",
            () -> Names.choose(name.get(), nsd.vnfdNames(), "add a VNFD of that name"));
      }
    }
  }

  /** The sources that a VNFD requires something of, by name. */
  private static Map<String, Reference> required(VnfdView vnfd) {
    Map<String, Reference> sources = new LinkedHashMap<>();
    vnfd.json()
        .get("requires")
        .ifPresent(
            requires ->
                requires
                    .fields()
                    .forEach(
                        (name, wanted) ->
                            sources.put(name, new Reference(wanted, Optional.of(name)))));
    return sources;
  }

  private static void self(NsdView nsd, Rule.Complaints out) {
    for (Located dependency : nsd.json().list("vnf_dependency")) {
      Reference source = Reference.of(dependency, "source");
      Reference target = Reference.of(dependency, "target");
      if (source.name().isPresent() && source.name().equals(target.name())) {
        complainOfSelf(target.at(), source.name().get(), out);
      }
    }
    for (VnfdView vnfd : nsd.vnfds()) {
      vnfd.name()
          .map(required(vnfd)::get)
          .ifPresent(itself -> complainOfSelf(itself.at(), vnfd.name().orElseThrow(), out));
    }
  }

  private static void complainOfSelf(Located at, String name, Rule.Complaints out) {
    out.add(
        at, "VNF '" + name + "' depends on itself", "remove the dependency, or name another VNF");
  }

  private static void withoutParameters(NsdView nsd, Rule.Complaints out) {
    for (Located dependency : nsd.json().list("vnf_dependency")) {
      if (dependency.list("parameters").stream().noneMatch(p -> p.text().isPresent())) {
        out.add(
            dependency.near("parameters"),
            "a dependency asks for no parameter, so its target would be told nothing",
            "add \"parameters\": names of parameters or links of the source");
      }
    }
  }
}
