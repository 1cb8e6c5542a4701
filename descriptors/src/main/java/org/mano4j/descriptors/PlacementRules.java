package org.mano4j.descriptors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be wrong with where a VNF is to run. Most of it needs to know the site. */
final class PlacementRules {

  static final List<Rule<VnfdView>> ALL =
      List.of(
          Rule.error(
              "malformed-vim-name",
              "A vimInstanceName is the name of a VIM instance, or \"name:zone\".",
              PlacementRules::malformed),
          Rule.error(
              "unknown-vim",
              "A VIM instance that a VDU names is one of the site.",
              PlacementRules::unknownVim),
          Rule.warning(
              "inactive-vim",
              "A VIM instance that a VDU names is active.",
              PlacementRules::inactiveVim),
          Rule.error(
              "unknown-zone",
              "An availability zone that a VDU names is one of its VIM instance.",
              PlacementRules::unknownZone),
          Rule.error(
              "unknown-image",
              "One of the VIM instances for a VDU offers one of its images.",
              PlacementRules::unknownImage),
          Rule.error(
              "unknown-flavour",
              "One of the OpenStack VIM instances for a VNFD offers its flavour.",
              PlacementRules::unknownFlavour),
          Rule.error(
              "missing-flavour",
              "A VNFD for OpenStack VIM instances alone has a flavour.",
              PlacementRules::flavourMissing));

  private PlacementRules() {}

  /** A site with a VDU and one of the names of VIM instances in it. */
  @FunctionalInterface
  private interface OnName {
    void look(Located vdu, Located name);
  }

  private static void names(VnfdView vnfd, OnName visitor) {
    for (Located vdu : vnfd.vdus()) {
      for (Located name : vdu.list("vimInstanceName")) {
        if (name.text().isPresent()) {
          visitor.look(vdu, name);
        }
      }
    }
  }

  private static boolean isMalformed(Located name) {
    String[] parts = name.raw().split(":", -1);
    return parts.length > 2 || parts[0].isBlank() || parts.length == 2 && parts[1].isBlank();
  }

  private static void malformed(VnfdView vnfd, Rule.Complaints out) {
    names(
        vnfd,
        (vdu, name) -> {
          if (isMalformed(name)) {
            out.add(
                name,
                name.quoted() + " is neither a VIM instance nor a VIM instance and its zone",
                "write \"name\" or \"name:zone\"");
          }
        });
  }

  private static void unknownVim(VnfdView vnfd, Rule.Complaints out) {
    Optional<Site> site = vnfd.surroundings().vims();
    names(
        vnfd,
        (vdu, name) -> {
          String vim = Site.nameOf(name.raw());
          if (!isMalformed(name) && site.filter(s -> s.vim(vim).isEmpty()).isPresent()) {
            out.add(
                name,
                "the site has no VIM instance " + Names.quoted(vim),
                () ->
                    Names.choose(
                        vim, site.get().names(), "leave it out, the site has none at all"));
          }
        });
  }

  private static void inactiveVim(VnfdView vnfd, Rule.Complaints out) {
    Optional<Site> site = vnfd.surroundings().vims();
    names(
        vnfd,
        (vdu, name) -> {
          String vim = Site.nameOf(name.raw());
          if (site.flatMap(s -> s.vim(vim)).filter(v -> !v.isActive()).isPresent()) {
            out.add(
                name,
                "the VIM instance " + Names.quoted(vim) + " is not active",
                "activate it, or name another");
          }
        });
  }

  private static void unknownZone(VnfdView vnfd, Rule.Complaints out) {
    Optional<Site> site = vnfd.surroundings().vims();
    names(
        vnfd,
        (vdu, name) -> {
          int colon = name.raw().indexOf(':');
          String vim = Site.nameOf(name.raw());
          Set<String> zones = site.flatMap(s -> s.vim(vim)).map(Site.Vim::zones).orElse(Set.of());
          String zone = name.raw().substring(colon + 1);
          if (colon > 0 && !isMalformed(name) && !zones.isEmpty() && !zones.contains(zone)) {
            out.add(
                name,
                "the VIM instance %s has no zone %s"
                    .formatted(Names.quoted(vim), Names.quoted(zone)),
                () -> Names.choose(zone, zones, ""));
          }
        });
  }

  private static List<Site.Vim> eligible(VnfdView vnfd, Located vdu) {
    return vnfd.surroundings().vims().map(site -> site.eligible(vdu)).orElse(List.of());
  }

  private static void unknownImage(VnfdView vnfd, Rule.Complaints out) {
    for (Located vdu : vnfd.vdus()) {
      List<Located> wanted = vdu.list("vm_image");
      List<Set<String>> offers = eligible(vnfd, vdu).stream().map(Site.Vim::images).toList();
      if (!wanted.isEmpty() && wanted.stream().allMatch(i -> Site.lack(offers, i.raw()))) {
        Located image = wanted.get(0);
        out.add(
            image,
            "no VIM instance for %s offers the image %s".formatted(vnfd.label(vdu), image.quoted()),
            () -> Names.choose(image.raw(), Site.sorted(offers), ""));
      }
    }
  }

  private static void unknownFlavour(VnfdView vnfd, Rule.Complaints out) {
    Map<List<String>, Located> byPlacement = new LinkedHashMap<>();
    for (Located vdu : vnfd.vdus()) {
      List<String> placement = vdu.list("vimInstanceName").stream().map(Located::raw).toList();
      byPlacement.putIfAbsent(placement, vdu);
    }
    for (Located vdu : byPlacement.values()) {
      List<Set<String>> offers = eligible(vnfd, vdu).stream().map(Site.Vim::flavours).toList();
      for (Located flavour : vnfd.json().list("deployment_flavour")) {
        Located key = flavour.near("flavour_key");
        if (key.text().isPresent() && Site.lack(offers, key.raw())) {
          out.add(
              key,
              "no VIM instance for %s offers the flavour %s".formatted(vnfd.label(), key.quoted()),
              () -> Names.choose(key.raw(), Site.sorted(offers), ""));
        }
      }
    }
  }

  private static void flavourMissing(VnfdView vnfd, Rule.Complaints out) {
    boolean needed =
        vnfd.vdus().stream()
            .map(vdu -> eligible(vnfd, vdu))
            .anyMatch(vims -> !vims.isEmpty() && vims.stream().allMatch(v -> v.needsFlavour()));
    if (needed && vnfd.json().list("deployment_flavour").isEmpty()) {
      out.add(
          vnfd.json().near("deployment_flavour"),
          vnfd.label() + " has no flavour, but goes to OpenStack",
          "add \"deployment_flavour\": a list with the flavour_key of a flavour of the VIM");
    }
  }
}
