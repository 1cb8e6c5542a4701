package org.mano4j.descriptors;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A VNF descriptor as its rules look at it, alone or in a service. */
final class VnfdView {

  private final Located json;
  private final Optional<NsdView> service;
  private final Surroundings surroundings;
  private final NameSet ownLinks;
  private final List<PointView> points = new ArrayList<>();

  private VnfdView(Located json, Optional<NsdView> service, Surroundings surroundings) {
    this.json = json;
    this.service = service;
    this.surroundings = surroundings;
    this.ownLinks = NameSet.of(json, "virtual_link");
    for (Located vdu : vdus()) {
      for (Located component : vdu.list("vnfc")) {
        component
            .list("connection_point")
            .forEach(point -> points.add(new PointView(point, component, vdu)));
      }
    }
  }

  /** A VNFD in a service. */
  static VnfdView in(NsdView service, Located json) {
    return new VnfdView(json, Optional.of(service), service.surroundings());
  }

  /** A VNFD by itself: which links a service will give it is not known. */
  static VnfdView alone(Located json, Surroundings surroundings) {
    return new VnfdView(json, Optional.empty(), surroundings);
  }

  Located json() {
    return json;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** The service it is in. */
  Optional<NsdView> service() {
    return service;
  }

  Optional<String> name() {
    return json.text("name");
  }

  /** The name, for messages. */
  String label() {
    return name().map(name -> "VNFD " + Names.quoted(name)).orElse("the VNFD");
  }

  /** "VDU 'x' of VNFD 'y'", for messages. */
  String label(Located vdu) {
    return vdu.text("name").map(name -> "VDU " + Names.quoted(name) + " of ").orElse("a VDU of ")
        + label();
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

  /** The names of its VDUs; an NFVO names those that have none. */
  Optional<Set<String>> vduNames() {
    if (name().isEmpty() || json.isDamaged("vdu")) {
      return Optional.empty();
    }
    Set<String> names = new LinkedHashSet<>();
    for (Located vdu : vdus()) {
      names.add(vdu.text("name").orElse(name().get() + "-" + (names.size() + 1)));
    }
    return names.size() == vdus().size() ? Optional.of(names) : Optional.empty();
  }

  /** The connection points of all its VNFCs. */
  List<PointView> points() {
    return points;
  }

  /** Whether it certainly has all its connection points, and each is on a link that is there. */
  boolean isConnected() {
    return !json.isDamaged("vdu")
        && !vdus().isEmpty()
        && vdus().stream().noneMatch(vdu -> vdu.list("vnfc").isEmpty())
        && vdus().stream()
            .flatMap(vdu -> vdu.list("vnfc").stream())
            .noneMatch(component -> component.list("connection_point").isEmpty())
        && points.stream()
            .allMatch(point -> point.link().filter(link -> !isDangling(link)).isPresent());
  }

  /** The links it declares itself. */
  NameSet ownLinks() {
    return ownLinks;
  }

  /** Whether neither it nor its service declares any link; an NFVO is lenient then. */
  boolean hasNoLinks() {
    return ownLinks.isEmpty() && service.map(nsd -> nsd.links().isEmpty()).orElse(true);
  }

  /** The name of a link that neither it nor its service declares. */
  boolean isDangling(String link) {
    return !ownLinks.has(link)
        && ownLinks.isComplete()
        && service.isPresent()
        && service.get().links().lacks(link);
  }

  /** The declarations of a link: that of the service, and its own. */
  List<Located> declarations(String link) {
    return Stream.concat(
            service.stream().map(nsd -> nsd.links().byName()), Stream.of(ownLinks.byName()))
        .filter(links -> links.containsKey(link))
        .map(links -> links.get(link))
        .toList();
  }

  /** The names a connection point may refer to. */
  Set<String> linkNames() {
    Set<String> names = new LinkedHashSet<>();
    service.ifPresent(nsd -> names.addAll(nsd.links().names()));
    names.addAll(ownLinks.names());
    return names;
  }

  /**
   * The most instances a VDU can have, and no less than it starts with; empty if it is not said.
   */
  Optional<BigDecimal> most(Located vdu) {
    BigDecimal components = BigDecimal.valueOf(vdu.list("vnfc").size());
    return vdu.number("scale_in_out").map(most -> most.max(components));
  }

  /** Its flavours by key; of two with one key, the first. */
  Map<String, Located> flavours() {
    Map<String, Located> flavours = new LinkedHashMap<>();
    for (Located flavour : json.list("deployment_flavour")) {
      flavour.text("flavour_key").ifPresent(key -> flavours.putIfAbsent(key, flavour));
    }
    return flavours;
  }
}
