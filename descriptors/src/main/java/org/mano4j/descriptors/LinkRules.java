package org.mano4j.descriptors;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be wrong with links and those who are on them. */
final class LinkRules {

  static final List<Rule<LinkView>> OF_LINK =
      List.of(Rule.error("missing-link-name", "A link has a name.", LinkRules::nameMissing));

  static final List<Rule<VnfdView>> OF_VNFD =
      List.of(
          Rule.error(
              "duplicate-link",
              "No two links of an NSD, or of a VNFD, have the same name.",
              (vnfd, out) -> Names.unique(vnfd.json().list("virtual_link"), "virtual link", out)),
          Rule.error(
              "missing-link-reference",
              "A connection point names the link it is on.",
              LinkRules::referenceMissing),
          Rule.error(
              "undeclared-link",
              "The link of a connection point is declared by the NSD or the VNFD.",
              LinkRules::undeclared),
          Rule.warning(
              "no-links",
              "An NSD whose VNFs have connection points declares links.",
              LinkRules::none),
          Rule.warning(
              "foreign-link",
              "A VNFD that stands alone declares the links that it uses.",
              LinkRules::foreign));

  static final List<Rule<NsdView>> OF_NSD =
      List.of(
          Rule.error(
              "duplicate-link",
              "No two links of an NSD, or of a VNFD, have the same name.",
              (nsd, out) -> Names.unique(nsd.json().list("vld"), "link", out)),
          Rule.warning("unused-link", "A link has a connection point on it.", LinkRules::unused));

  private LinkRules() {}

  private static void nameMissing(LinkView link, Rule.Complaints out) {
    if (link.json().text("name").isEmpty()) {
      out.add(
          link.json().near("name"),
          "a link of " + link.owner() + " has no name",
          "add \"name\": the name that connection points refer to");
    }
  }

  private static void referenceMissing(VnfdView vnfd, Rule.Complaints out) {
    for (PointView point : vnfd.points()) {
      if (point.link().isEmpty()) {
        out.add(
            point.place(),
            "a connection point of " + vnfd.label(point.vdu()) + " is on no link",
            "add \"virtual_link_reference\": the name of a link");
      }
    }
  }

  private static void undeclared(VnfdView vnfd, Rule.Complaints out) {
    if (vnfd.service().isPresent() && !vnfd.hasNoLinks()) {
      dangling(vnfd, out);
    }
  }

  /** The NFVO lets this pass with a warning. */
  private static void none(VnfdView vnfd, Rule.Complaints out) {
    if (vnfd.service().isPresent() && vnfd.hasNoLinks()) {
      dangling(vnfd, out);
    }
  }

  private static void dangling(VnfdView vnfd, Rule.Complaints out) {
    for (PointView point : vnfd.points()) {
      Optional<String> link = point.link().filter(vnfd::isDangling);
      if (link.isPresent()) {
        out.add(
            point.place(),
            "the link %s is declared neither by the service nor by %s"
                .formatted(Names.quoted(link.get()), vnfd.label()),
            () -> declare(vnfd, link.get()));
      }
    }
  }

  private static String declare(VnfdView vnfd, String link) {
    return NameSet.of(vnfd.json(), "vld").has(link)
        ? "move it from \"vld\" of the VNFD, which nobody reads, to its \"virtual_link\""
        : Names.choose(
            link,
            vnfd.linkNames(),
            "declare it in \"vld\" of the NSD, or in \"virtual_link\" of the VNFD");
  }

  private static void foreign(VnfdView vnfd, Rule.Complaints out) {
    if (vnfd.service().isPresent() || !vnfd.ownLinks().isComplete()) {
      return;
    }
    for (PointView point : vnfd.points()) {
      Optional<String> link = point.link().filter(vnfd.ownLinks()::lacks);
      if (link.isPresent()) {
        out.add(
            point.place(),
            "%s does not declare the link %s, so every service that uses it has to"
                .formatted(vnfd.label(), Names.quoted(link.get())),
            () ->
                Names.nearest(link.get(), vnfd.ownLinks().names())
                    .map(near -> "did you mean " + Names.quoted(near) + "?")
                    .orElse("add it to \"virtual_link\""));
      }
    }
  }

  /** Says nothing where a connection point is on a link that is not there: it may mean this one. */
  private static void unused(NsdView nsd, Rule.Complaints out) {
    if (!nsd.isComplete() || nsd.vnfds().isEmpty() || nsd.json().isDamaged()) {
      return;
    }
    Set<String> used = new HashSet<>();
    for (VnfdView vnfd : nsd.vnfds()) {
      if (!vnfd.isConnected()) {
        return;
      }
      vnfd.points().forEach(point -> point.link().ifPresent(used::add));
    }
    nsd.json().list("vld").forEach(link -> complainOfUnused(link, used, out));
    for (VnfdView vnfd : nsd.vnfds()) {
      vnfd.json().list("virtual_link").forEach(link -> complainOfUnused(link, used, out));
    }
  }

  private static void complainOfUnused(Located link, Set<String> used, Rule.Complaints out) {
    Optional<String> name = link.text("name");
    if (name.isPresent() && !used.contains(name.get())) {
      out.add(
          link.near("name"),
          "no connection point is on the link " + Names.quoted(name.get()),
          "remove it, or refer to it in \"virtual_link_reference\"");
    }
  }
}
