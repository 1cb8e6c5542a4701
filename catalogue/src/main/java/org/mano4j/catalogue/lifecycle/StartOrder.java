package org.mano4j.catalogue.lifecycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VNFDependency;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFRecordDependency;

/**
 * Who waits for whom in a service, by the names of its VNFs. A VNF that needs parameters of others
 * is a <em>target</em>, those others are its <em>sources</em>. Immutable.
 */
public final class StartOrder {

  private final Map<String, Set<String>> sources;

  private StartOrder(Map<String, Set<String>> sources) {
    this.sources = sources;
  }

  /** The order of a descriptor. Dependencies without source or target are left out. */
  public static StartOrder of(NetworkServiceDescriptor nsd) {
    Map<String, Set<String>> sources = new LinkedHashMap<>();
    for (VNFDependency dependency : DependencyResolver.dependencies(nsd)) {
      if (dependency.source() != null && dependency.target() != null) {
        sources
            .computeIfAbsent(dependency.target(), target -> new LinkedHashSet<>())
            .add(dependency.source());
      }
    }
    return new StartOrder(sources);
  }

  /** The order of a launched service. */
  public static StartOrder of(Collection<VNFRecordDependency> dependencies) {
    Map<String, Set<String>> sources = new LinkedHashMap<>();
    for (VNFRecordDependency dependency : dependencies) {
      if (dependency.target() != null && !dependency.idType().isEmpty()) {
        sources
            .computeIfAbsent(dependency.target(), target -> new LinkedHashSet<>())
            .addAll(dependency.idType().keySet());
      }
    }
    return new StartOrder(sources);
  }

  /** The VNFs whose parameters this one needs itself. */
  public Set<String> sources(String vnf) {
    return Collections.unmodifiableSet(sources.getOrDefault(vnf, Set.of()));
  }

  /** The VNFs that need parameters of this one. */
  public Set<String> targets(String vnf) {
    Set<String> targets = new LinkedHashSet<>();
    sources.forEach(
        (target, its) -> {
          if (its.contains(vnf)) {
            targets.add(target);
          }
        });
    return Collections.unmodifiableSet(targets);
  }

  /** Whether the VNF is sent MODIFY before START. */
  public boolean isTarget(String vnf) {
    return sources.containsKey(vnf);
  }

  /**
   * Whether a target can be sent MODIFY: it and all its sources are at least INITIALIZED, started
   * or not. The same holds in a cycle.
   *
   * @param vnf a target
   * @param statuses of the VNFRs, by name; one that is missing is not ready
   */
  public boolean readyForModify(String vnf, Map<String, Status> statuses) {
    return isTarget(vnf)
        && reached(statuses.get(vnf), Status.INITIALIZED)
        && sources(vnf).stream().allMatch(s -> reached(statuses.get(s), Status.INITIALIZED));
  }

  /**
   * Whether a VNF can be sent START by the default rule: a target once it has answered MODIFY (at
   * least INACTIVE), any other once it has answered INSTANTIATE (at least INITIALIZED).
   *
   * @param status of the VNFR
   */
  public boolean readyForStart(String vnf, Status status) {
    return status.isAtLeast(isTarget(vnf) ? Status.INACTIVE : Status.INITIALIZED);
  }

  /**
   * Whether START can begin where it is ordered: each VNF is as far as it gets without START.
   *
   * @param statuses of all VNFRs, by name
   */
  public boolean readyForOrderedStart(Map<String, Status> statuses) {
    return statuses.entrySet().stream().allMatch(e -> readyForStart(e.getKey(), e.getValue()));
  }

  /**
   * The VNFs in the order in which they are started one by one: fewest sources first, direct and
   * indirect ones, and otherwise as given.
   *
   * @throws CatalogueException if there is a cycle; the message prints it
   */
  public List<String> ordered(Collection<String> vnfs) {
    cycle()
        .ifPresent(
            cycle -> {
              throw new CatalogueException(
                  "cannot order the start of "
                      + vnfs
                      + ": they depend on each other in a cycle, "
                      + String.join(" -> ", cycle)
                      + "; remove one of these dependencies, or do without an ordered start");
            });
    List<String> ordered = new ArrayList<>(vnfs);
    ordered.sort(Comparator.comparingInt(vnf -> allSources(vnf).size()));
    return List.copyOf(ordered);
  }

  /**
   * A cycle, if there is one: the names from source to target, the first one repeated at the end.
   */
  public Optional<List<String>> cycle() {
    return sources.keySet().stream().filter(this::inCycle).findFirst().map(vnf -> path(vnf, vnf));
  }

  /** Whether the VNF depends on itself, directly or through others. */
  public boolean inCycle(String vnf) {
    return allSources(vnf).contains(vnf);
  }

  private static boolean reached(@Nullable Status status, Status wanted) {
    return status != null && status.isAtLeast(wanted);
  }

  private Set<String> allSources(String vnf) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(sources(vnf));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (seen.add(next)) {
        open.addAll(sources(next));
      }
    }
    return seen;
  }

  /** The shortest way from one VNF over its sources to another, told from source to target. */
  private List<String> path(String from, String to) {
    Map<String, String> foundFrom = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!foundFrom.containsKey(to)) {
      String vnf = open.remove();
      for (String source : sources(vnf)) {
        if (foundFrom.putIfAbsent(source, vnf) == null) {
          open.add(source);
        }
      }
    }
    List<String> path = new ArrayList<>(List.of(to));
    for (String vnf = foundFrom.get(to); !vnf.equals(from); vnf = foundFrom.get(vnf)) {
      path.add(vnf);
    }
    path.add(from);
    return List.copyOf(path);
  }
}
