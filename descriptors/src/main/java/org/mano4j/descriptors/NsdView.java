package org.mano4j.descriptors;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A network service descriptor as its rules look at it. */
final class NsdView {

  private final Located json;
  private final Surroundings surroundings;
  private final NameSet links;
  private final NameSet vnfs;
  private final List<VnfdView> vnfds;
  private final List<Dependency> dependencies;
  private final Map<String, VnfdView> byName = new HashMap<>();
  private final Set<String> types = new HashSet<>();
  private final boolean complete;
  private final boolean typed;

  NsdView(Located json, Surroundings surroundings) {
    this.json = json;
    this.surroundings = surroundings;
    this.links = NameSet.of(json, "vld");
    this.vnfs = NameSet.of(json, "vnfd");
    this.vnfds = json.list("vnfd").stream().map(vnfd -> VnfdView.in(this, vnfd)).toList();
    this.dependencies = Dependency.of(this);
    vnfds.forEach(vnfd -> vnfd.name().ifPresent(name -> byName.putIfAbsent(name, vnfd)));
    this.complete = vnfs.isComplete() && vnfds.stream().noneMatch(VnfdView::isReference);
    this.typed = vnfds.stream().allMatch(vnfd -> vnfd.json().text("type").isPresent());
    vnfds.forEach(vnfd -> vnfd.json().text("type").ifPresent(types::add));
  }

  Located json() {
    return json;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  List<VnfdView> vnfds() {
    return vnfds;
  }

  /** Who needs parameters of whom. */
  List<Dependency> dependencies() {
    return dependencies;
  }

  /** The VNFD of a name; of two with one name, the first. */
  Optional<VnfdView> vnfd(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Its links, without those that a VNFD declares. */
  NameSet links() {
    return links;
  }

  /** Its VNFs. A VNFD given by id alone has a name that only the NFVO knows. */
  NameSet vnfs() {
    return vnfs;
  }

  /** Whether every VNFD is here: one that is given by its id may be anything. */
  boolean isComplete() {
    return complete;
  }

  /** The types of its VNFDs. */
  Set<String> types() {
    return types;
  }

  /** Whether each VNFD has a type. */
  boolean knowsAllTypes() {
    return typed;
  }
}
