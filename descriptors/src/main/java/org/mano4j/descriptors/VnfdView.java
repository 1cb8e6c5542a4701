package org.mano4j.descriptors;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A VNF descriptor as its rules look at it, alone or in a service. */
final class VnfdView {

  private final Located json;
  private final Set<String> linkNames = new LinkedHashSet<>();

  /** A VNFD in a service whose links have these names. */
  VnfdView(Located json, Set<String> serviceLinks) {
    this.json = json;
    linkNames.addAll(serviceLinks);
    json.list("virtual_link").forEach(link -> link.text("name").ifPresent(linkNames::add));
  }

  Located json() {
    return json;
  }

  Optional<String> name() {
    return json.text("name");
  }

  /** The name, for messages. */
  String label() {
    return name().map(name -> "VNFD '" + name + "'").orElse("the VNFD");
  }

  /**
   * Whether it stands for a VNFD that the NFVO has already: it has an id, and what is missing here
   * is there.
   */
  boolean isReference() {
    return json.text("id").isPresent() && json.list("vdu").isEmpty();
  }

  List<Located> vdus() {
    return json.list("vdu");
  }

  /** The names a connection point may refer to: links of the service, and of the VNF itself. */
  Set<String> linkNames() {
    return linkNames;
  }

  /** "VDU 'x' of VNFD 'y'", for messages. */
  String label(Located vdu) {
    return vdu.text("name").map(name -> "VDU '" + name + "' of ").orElse("this VDU of ") + label();
  }
}
