package org.mano4j.pop.docker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the engine's networks containers may be attached to: the default one, those that the
 * operator names or labels, and those that this Pop has made. Says once why another one is not.
 * Thread-safe.
 */
final class OfferedNetworks {

  private static final Logger LOG = LoggerFactory.getLogger(OfferedNetworks.class);

  private final Set<String> named;
  private final String owner;

  /** What was said last. */
  private volatile Set<String> complaints = Set.of();

  OfferedNetworks(DockerPopConfig config, String owner) {
    this.named = new LinkedHashSet<>(config.networks());
    this.named.add(config.defaultNetwork());
    this.owner = owner;
  }

  /** Those of them that are offered, one of each name. */
  List<EngineNetwork> of(Collection<EngineNetwork> all) {
    Set<String> wrong = new LinkedHashSet<>();
    Map<String, EngineNetwork> offered = new LinkedHashMap<>();
    for (EngineNetwork network : inOrder(all)) {
      if (!isWanted(network)) {
        continue;
      }
      String refusal = network.refusal().orElse("");
      if (!refusal.isEmpty()) {
        wrong.add("network '" + network.name() + "' is not offered: " + refusal);
        continue;
      }
      EngineNetwork other = offered.putIfAbsent(network.name(), network);
      if (other != null) {
        wrong.add(
            "the engine has two networks '%s': %s is used, %s is not; remove one"
                .formatted(network.name(), other.id(), network.id()));
      }
    }
    named.stream()
        .filter(name -> all.stream().noneMatch(network -> network.name().equals(name)))
        .forEach(
            name ->
                wrong.add(
                    "network '"
                        + name
                        + "' of this Pop's configuration is not on the engine; make it with docker"
                        + " network create, and it is offered"));
    complain(wrong);
    return List.copyOf(offered.values());
  }

  private boolean isWanted(EngineNetwork network) {
    return named.contains(network.name()) || network.isLabelled() || network.belongsTo(owner);
  }

  private List<EngineNetwork> inOrder(Collection<EngineNetwork> all) {
    List<EngineNetwork> ordered = new ArrayList<>(all);
    ordered.sort(
        Comparator.comparing((EngineNetwork network) -> !network.belongsTo(owner))
            .thenComparing(EngineNetwork.OLDEST));
    return ordered;
  }

  private void complain(Set<String> now) {
    Set<String> before = complaints;
    complaints = now;
    now.stream().filter(complaint -> !before.contains(complaint)).forEach(LOG::warn);
  }
}
