package org.mano4j.descriptors;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds cycles in dependencies: one for each group of VNFs that all depend on each other, in linear
 * time and without recursion.
 */
final class Cycles {

  private final Map<String, List<Dependency>> bySource = new LinkedHashMap<>();
  private final Map<String, Integer> number = new HashMap<>();
  private final Map<String, Integer> lowest = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> isOpen = new HashSet<>();
  private final List<Set<String>> groups = new ArrayList<>();

  private Cycles(List<Dependency> dependencies) {
    for (Dependency dependency : dependencies) {
      bySource.computeIfAbsent(source(dependency), s -> new ArrayList<>()).add(dependency);
    }
    for (String vnf : bySource.keySet()) {
      if (!number.containsKey(vnf)) {
        visit(vnf);
      }
    }
  }

  /**
   * The cycles.
   *
   * @param dependencies complete ones, none of a VNF on itself
   * @return each from source to target: what one element targets is the source of the next
   */
  static List<List<Dependency>> of(List<Dependency> dependencies) {
    Cycles cycles = new Cycles(dependencies);
    return cycles.groups.stream().map(cycles::shortest).toList();
  }

  private static String source(Dependency dependency) {
    return dependency.source().name().orElseThrow();
  }

  private static String target(Dependency dependency) {
    return dependency.target().name().orElseThrow();
  }

  private List<Dependency> from(String vnf) {
    return bySource.getOrDefault(vnf, List.of());
  }

  /** A VNF that is being visited, and where it may lead to that was not tried. */
  private record Step(String vnf, Iterator<Dependency> rest) {}

  /** Tarjan's search for strongly connected groups. */
  private void visit(String root) {
    Deque<Step> path = new ArrayDeque<>();
    enter(root, path);
    while (!path.isEmpty()) {
      Step step = path.peek();
      if (step.rest().hasNext()) {
        String next = target(step.rest().next());
        if (!number.containsKey(next)) {
          enter(next, path);
        } else if (isOpen.contains(next)) {
          lowest.merge(step.vnf(), number.get(next), Math::min);
        }
      } else {
        path.pop();
        if (!path.isEmpty()) {
          lowest.merge(path.peek().vnf(), lowest.get(step.vnf()), Math::min);
        }
        if (lowest.get(step.vnf()).equals(number.get(step.vnf()))) {
          close(step.vnf());
        }
      }
    }
  }

  private void enter(String vnf, Deque<Step> path) {
    number.put(vnf, number.size());
    lowest.put(vnf, number.get(vnf));
    open.push(vnf);
    isOpen.add(vnf);
    path.push(new Step(vnf, from(vnf).iterator()));
  }

  private void close(String first) {
    Set<String> group = new HashSet<>();
    String vnf;
    do {
      vnf = open.pop();
      isOpen.remove(vnf);
      group.add(vnf);
    } while (!vnf.equals(first));
    if (group.size() > 1) {
      groups.add(group);
    }
  }

  /** The shortest cycle through the member of a group that comes first in the alphabet. */
  private List<Dependency> shortest(Set<String> group) {
    String start = Collections.min(group);
    Map<String, Dependency> foundBy = new HashMap<>();
    Deque<String> next = new ArrayDeque<>(List.of(start));
    while (!foundBy.containsKey(start)) {
      for (Dependency edge : from(next.remove())) {
        if (group.contains(target(edge)) && foundBy.putIfAbsent(target(edge), edge) == null) {
          next.add(target(edge));
        }
      }
    }
    List<Dependency> cycle = new ArrayList<>();
    String at = start;
    do {
      Dependency edge = foundBy.get(at);
      cycle.add(edge);
      at = source(edge);
    } while (!at.equals(start));
    Collections.reverse(cycle);
    return cycle;
  }
}
