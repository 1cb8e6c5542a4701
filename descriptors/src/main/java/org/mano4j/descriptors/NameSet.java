package org.mano4j.descriptors;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of the elements of a list. Who refers to a name that is not there may be right if one
 * of the elements has no name, or the name of another: then that is the mistake, and it has its
 * finding.
 */
final class NameSet {

  private final Map<String, Located> byName = new LinkedHashMap<>();
  private final boolean complete;

  private NameSet(List<Located> elements, boolean misfit) {
    for (Located element : elements) {
      element.text("name").ifPresent(name -> byName.putIfAbsent(name, element));
    }
    this.complete = !misfit && byName.size() == elements.size();
  }

  /** Of a list of an object; a missing one is empty. */
  static NameSet of(Located owner, String list) {
    return new NameSet(owner.list(list), owner.get(list).filter(Located::isMisfit).isPresent());
  }

  /** Whether all names are known. */
  boolean isComplete() {
    return complete;
  }

  /** Whether there certainly is no such name. */
  boolean lacks(String name) {
    return complete && !byName.containsKey(name);
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  /** The names, in the order of the document. */
  Set<String> names() {
    return new LinkedHashSet<>(byName.keySet());
  }

  /** The elements by name; of two with one name, the first. */
  Map<String, Located> byName() {
    return byName;
  }
}
