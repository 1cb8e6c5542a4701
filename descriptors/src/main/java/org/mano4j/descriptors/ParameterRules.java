package org.mano4j.descriptors;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be wrong with the parameters that one VNF wants of another. */
final class ParameterRules {

  static final List<Rule<NsdView>> OF_NSD =
      List.of(
          Rule.error(
              "unprovided-parameter",
              "A parameter that a VNF needs is provided by its source.",
              ParameterRules::unprovided));

  static final List<Rule<VnfdView>> OF_VNFD =
      List.of(
          Rule.warning(
              "repeated-parameter",
              "No parameter is twice in the configurations of a VNFD.",
              ParameterRules::repeated),
          Rule.error(
              "missing-parameter-name",
              "A parameter in the configurations of a VNFD has a confKey.",
              ParameterRules::nameMissing));

  private static final String FLOATING = "_floatingIp";

  private ParameterRules() {}

  private static List<Located> configured(VnfdView vnfd) {
    return vnfd.json().get("configurations").stream()
        .flatMap(configurations -> configurations.list("configurationParameters").stream())
        .toList();
  }

  private static void nameMissing(VnfdView vnfd, Rule.Complaints out) {
    for (Located parameter : configured(vnfd)) {
      if (parameter.text("confKey").isEmpty()) {
        out.add(
            parameter.near("confKey"),
            "a parameter of " + vnfd.label() + " has no name",
            "add \"confKey\": what the parameter is called");
      }
    }
  }

  private static void repeated(VnfdView vnfd, Rule.Complaints out) {
    Map<String, Located> first = new HashMap<>();
    for (Located parameter : configured(vnfd)) {
      Located earlier =
          parameter.text("confKey").map(key -> first.putIfAbsent(key, parameter)).orElse(null);
      if (earlier != null) {
        out.add(
            parameter.near("confKey"),
            "the parameter %s of %s is already there in line %d"
                .formatted(parameter.near("confKey").quoted(), vnfd.label(), earlier.line()),
            "remove one; only one value counts");
      }
    }
  }

  private static void unprovided(NsdView nsd, Rule.Complaints out) {
    Map<VnfdView, Optional<Set<String>>> offers = new HashMap<>();
    for (Dependency dependency : nsd.dependencies()) {
      VnfdView source = dependency.source().name().flatMap(nsd::vnfd).orElse(null);
      if (source == null || dependency.isOnItself()) {
        continue;
      }
      Optional<Set<String>> offer = offers.computeIfAbsent(source, vnfd -> offer(vnfd));
      for (Located parameter : dependency.parameters()) {
        if (parameter.text().isPresent()
            && offer.filter(names -> !names.contains(parameter.raw())).isPresent()) {
          out.add(
              parameter,
              source.label() + " provides no parameter " + parameter.quoted(),
              () ->
                  Names.choose(parameter.raw(), offer.get(), "there is none")
                      + "; or add it to \"provides\" of the source if its manager makes it");
        }
      }
    }
  }

  /**
   * What targets can be told of a VNF: what it provides at run time, its configuration, its
   * addresses and host name. Empty if that is not known, or not as it was meant.
   */
  private static Optional<Set<String>> offer(VnfdView vnfd) {
    Set<String> names = new LinkedHashSet<>();
    vnfd.json().list("provides").forEach(name -> name.text().ifPresent(names::add));
    configured(vnfd).forEach(p -> p.text("confKey").ifPresent(names::add));
    boolean sound =
        !vnfd.isReference()
            && !vnfd.json().isDamaged()
            && vnfd.isConnected()
            && configured(vnfd).stream().allMatch(p -> p.text("confKey").isPresent());
    Set<String> floating = new LinkedHashSet<>();
    for (PointView point : vnfd.points()) {
      String link = point.link().orElse("");
      names.add(link);
      floating.add(link + FLOATING);
    }
    names.add("hostname");
    names.addAll(floating);
    return sound ? Optional.of(names) : Optional.empty();
  }
}
