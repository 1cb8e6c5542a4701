package org.mano4j.descriptors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * That one VNF needs parameters of another, as {@code vnf_dependency} of the NSD or {@code
 * requires} of the target says.
 *
 * @param place the whole statement
 * @param source whose parameters are needed
 * @param target who needs them
 * @param parameters what is needed
 * @param isRequirement whether it stands in {@code requires}
 */
record Dependency(
    Located place, End source, End target, List<Located> parameters, boolean isRequirement) {

  /**
   * One end.
   *
   * @param at the value that holds the name, or the object that lacks it
   * @param name the name of a VNFD
   */
  record End(Located at, Optional<String> name) {

    /** A name, or, as it was before 5.0, an object with a name. */
    private static End of(Located dependency, String role) {
      Optional<Located> value = dependency.get(role);
      if (value.isPresent() && value.get().kind() == Located.Kind.OBJECT) {
        return new End(value.get().near("name"), value.get().text("name"));
      }
      return new End(dependency.near(role), dependency.text(role));
    }
  }

  /** All of a service. */
  static List<Dependency> of(NsdView nsd) {
    List<Dependency> all = new ArrayList<>();
    for (Located stated : nsd.json().list("vnf_dependency")) {
      all.add(
          new Dependency(
              stated,
              End.of(stated, "source"),
              End.of(stated, "target"),
              stated.list("parameters"),
              false));
    }
    for (VnfdView vnfd : nsd.vnfds()) {
      vnfd.json().get("requires").stream()
          .flatMap(requires -> requires.fields().entrySet().stream())
          .forEach(wanted -> all.add(required(vnfd, wanted.getKey(), wanted.getValue())));
    }
    return all;
  }

  private static Dependency required(VnfdView target, String source, Located wanted) {
    return new Dependency(
        wanted,
        new End(wanted, Optional.of(source)),
        new End(wanted, target.name()),
        wanted.list("parameters"),
        true);
  }

  /** Whether both ends are named. */
  boolean isComplete() {
    return source.name().isPresent() && target.name().isPresent();
  }

  boolean isOnItself() {
    return isComplete() && source.name().equals(target.name());
  }
}
