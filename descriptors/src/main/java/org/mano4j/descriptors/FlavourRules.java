package org.mano4j.descriptors;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What can be wrong with deployment flavours, and with what they refer to. */
final class FlavourRules {

  static final List<Rule<VnfdView>> OF_VNFD =
      List.of(
          missingKey((vnfd, out) -> missingKey(flavours(vnfd), out)),
          duplicate((vnfd, out) -> duplicate(flavours(vnfd), out)),
          negative((vnfd, out) -> negative(flavours(vnfd), out)),
          Rule.error(
              "unknown-vdu",
              "A VDU that a flavour or a dependency refers to is one of the VNFD.",
              FlavourRules::unknownVdu),
          Rule.error(
              "impossible-count",
              "A flavour wants no fewer than 0 instances, and no more than the VDU can have.",
              FlavourRules::impossibleCount));

  static final List<Rule<NsdView>> OF_NSD =
      List.of(
          missingKey((nsd, out) -> missingKey(flavours(nsd), out)),
          duplicate((nsd, out) -> duplicate(flavours(nsd), out)),
          negative((nsd, out) -> negative(flavours(nsd), out)),
          Rule.error(
              "unknown-constituent",
              "A VNF that a flavour is made of is one of the NSD.",
              FlavourRules::unknownVnf),
          Rule.error(
              "unknown-vnf-flavour",
              "A flavour of a VNF that a flavour of the NSD refers to is one of its VNFD.",
              FlavourRules::unknownVnfFlavour));

  private FlavourRules() {}

  private static <T> Rule<T> missingKey(BiConsumer<T, Rule.Complaints> check) {
    return Rule.error("missing-flavour-key", "A flavour has a flavour_key.", check);
  }

  private static <T> Rule<T> duplicate(BiConsumer<T, Rule.Complaints> check) {
    return Rule.error(
        "duplicate-flavour", "No two flavours in a list have the same flavour_key.", check);
  }

  private static <T> Rule<T> negative(BiConsumer<T, Rule.Complaints> check) {
    return Rule.error("negative-size", "The sizes of a flavour are 0 or more.", check);
  }

  private static List<Located> flavours(VnfdView vnfd) {
    return vnfd.json().list("deployment_flavour");
  }

  private static List<Located> flavours(NsdView nsd) {
    return nsd.json().list("service_deployment_flavour");
  }

  private static void missingKey(List<Located> flavours, Rule.Complaints out) {
    for (Located flavour : flavours) {
      if (flavour.text("flavour_key").isEmpty()) {
        out.add(
            flavour.near("flavour_key"),
            "a flavour has no flavour_key",
            "add \"flavour_key\": the name of a flavour of the VIM");
      }
    }
  }

  private static void duplicate(List<Located> flavours, Rule.Complaints out) {
    Map<String, Located> first = new HashMap<>();
    for (Located flavour : flavours) {
      Located earlier =
          flavour.text("flavour_key").map(key -> first.putIfAbsent(key, flavour)).orElse(null);
      if (earlier != null) {
        out.add(
            flavour.near("flavour_key"),
            "the flavour %s is already there in line %d"
                .formatted(flavour.near("flavour_key").quoted(), earlier.line()),
            "remove one");
      }
    }
  }

  private static void negative(List<Located> flavours, Rule.Complaints out) {
    for (Located flavour : flavours) {
      for (String size : List.of("ram", "disk", "vcpus")) {
        if (flavour.number(size).filter(number -> number.signum() < 0).isPresent()) {
          out.add(
              flavour.near(size),
              "the " + size + " of a flavour is negative",
              "write 0 or more, or leave it out");
        }
      }
    }
  }

  private static void unknownVdu(VnfdView vnfd, Rule.Complaints out) {
    Optional<Set<String>> known = vnfd.vduNames();
    if (known.isEmpty()) {
      return;
    }
    Stream<Located> ofFlavours =
        parts(vnfd).map(part -> part.near("vdu_reference")).filter(at -> isText(at));
    Stream<Located> ofDependencies =
        vnfd.json().list("vdu_dependency").stream()
            .flatMap(dependency -> Stream.of("source", "target").map(dependency::get))
            .flatMap(Optional::stream)
            .map(vdu -> vdu.near("name"))
            .filter(at -> isText(at));
    Stream.concat(ofFlavours, ofDependencies)
        .filter(at -> !known.get().contains(at.raw()))
        .forEach(
            at ->
                out.add(
                    at,
                    vnfd.label() + " has no VDU " + at.quoted(),
                    () -> Names.choose(at.raw(), known.get(), "add a VDU of that name")));
  }

  private static boolean isText(Located at) {
    return at.text().isPresent();
  }

  private static Stream<Located> parts(VnfdView vnfd) {
    return flavours(vnfd).stream().flatMap(flavour -> flavour.list("costituent_vdu").stream());
  }

  private static void impossibleCount(VnfdView vnfd, Rule.Complaints out) {
    Map<String, Located> vdus = NameSet.of(vnfd.json(), "vdu").byName();
    for (Located part : parts(vnfd).toList()) {
      int wanted = Numbers.whole(part, "number_of_instances").orElse(0);
      Optional<Located> vdu = part.text("vdu_reference").map(vdus::get);
      int most = vdu.flatMap(vnfd::most).map(m -> m.intValue()).orElse(Integer.MAX_VALUE);
      if (wanted < 0 || wanted > most) {
        out.add(
            part.near("number_of_instances"),
            "a flavour wants %d instances of %s"
                .formatted(
                    wanted, vdu.map(it -> vnfd.label(it)).orElse("a VDU of " + vnfd.label())),
            wanted < 0 ? "write 0 or more" : "write at most " + most + ", or raise scale_in_out");
      }
    }
  }

  private static Stream<Located> constituents(NsdView nsd) {
    return Stream.concat(
        flavours(nsd).stream().flatMap(flavour -> flavour.list("constituent_vnf").stream()),
        nsd.json().list("vnffgd").stream()
            .flatMap(graph -> graph.list("constituent_vnfs").stream()));
  }

  private static void unknownVnf(NsdView nsd, Rule.Complaints out) {
    constituents(nsd)
        .map(part -> part.near("vnf_reference"))
        .filter(at -> at.text().filter(nsd.vnfs()::lacks).isPresent())
        .forEach(
            at ->
                out.add(
                    at,
                    "the network service has no VNFD " + at.quoted(),
                    () -> Names.choose(at.raw(), nsd.vnfs().names(), "add it")));
  }

  private static void unknownVnfFlavour(NsdView nsd, Rule.Complaints out) {
    Map<VnfdView, Optional<Set<String>>> known = new HashMap<>();
    for (Located part : constituents(nsd).toList()) {
      Located at = part.near("vnf_flavour_id_reference");
      Optional<VnfdView> vnfd = part.text("vnf_reference").flatMap(nsd::vnfd);
      if (at.text().isEmpty() || vnfd.isEmpty()) {
        continue;
      }
      Optional<Set<String>> names =
          known.computeIfAbsent(vnfd.get(), FlavourRules::flavourReferences);
      if (names.filter(all -> !all.contains(at.raw())).isPresent()) {
        out.add(
            at,
            vnfd.get().label() + " has no flavour " + at.quoted(),
            () -> Names.choose(at.raw(), vnfd.get().flavours().keySet(), "add it"));
      }
    }
  }

  /** By what the flavours of a VNFD may be called; empty if that is not known. */
  private static Optional<Set<String>> flavourReferences(VnfdView vnfd) {
    Set<String> names = new HashSet<>();
    for (Located flavour : flavours(vnfd)) {
      Stream.of("flavour_key", "id", "extId")
          .forEach(key -> flavour.text(key).ifPresent(names::add));
    }
    boolean all = flavours(vnfd).stream().allMatch(f -> f.text("flavour_key").isPresent());
    return all && !vnfd.isReference() && !vnfd.json().isDamaged("deployment_flavour")
        ? Optional.of(names)
        : Optional.empty();
  }
}
