package org.mano4j.pop.docker;

import java.util.LinkedHashSet;
import java.util.Set;

/** The last thousand ids; older ones are dropped. Guarded by its owner's lock. */
final class RecentIds {

  private static final int MOST = 1_000;

  private final Set<String> ids = new LinkedHashSet<>();

  void add(String id) {
    ids.add(id);
    if (ids.size() > MOST) {
      ids.remove(ids.iterator().next());
    }
  }

  /** Whether it was there. */
  boolean remove(String id) {
    return ids.remove(id);
  }

  Set<String> all() {
    return Set.copyOf(ids);
  }
}
