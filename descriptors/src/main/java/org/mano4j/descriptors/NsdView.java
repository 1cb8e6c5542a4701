package org.mano4j.descriptors;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A network service descriptor as its rules look at it. */
final class NsdView {

  private final Located json;
  private final List<VnfdView> vnfds;
  private final Set<String> vnfdNames = new LinkedHashSet<>();

  NsdView(Located json) {
    this.json = json;
    Set<String> linkNames = new LinkedHashSet<>();
    json.list("vld").forEach(vld -> vld.text("name").ifPresent(linkNames::add));
    this.vnfds = json.list("vnfd").stream().map(vnfd -> new VnfdView(vnfd, linkNames)).toList();
    vnfds.forEach(vnfd -> vnfd.name().ifPresent(vnfdNames::add));
  }

  Located json() {
    return json;
  }

  List<VnfdView> vnfds() {
    return vnfds;
  }

  Set<String> vnfdNames() {
    return vnfdNames;
  }

  /** Whether all names are here: a VNFD given by id alone has a name that only the NFVO knows. */
  boolean knowsAllNames() {
    return vnfds.stream().noneMatch(vnfd -> vnfd.isReference() && vnfd.name().isEmpty());
  }

  /**
   * A reference from one VNFD to another.
   *
   * @param at the value that holds the name, or the object that lacks it
   */
  record Reference(Located at, Optional<String> name) {

    /** A name, or, as it was before 5.0, an object with a name. */
    static Reference of(Located dependency, String role) {
      Located at = dependency.near(role);
      Optional<String> name =
          at == dependency
              ? Optional.empty()
              : at.kind() == Located.Kind.OBJECT ? at.text("name") : at.text();
      return new Reference(
          at.kind() == Located.Kind.OBJECT && at != dependency ? at.near("name") : at, name);
    }
  }
}
