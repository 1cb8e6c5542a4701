package org.mano4j.pop;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unmodifiable copies; ordered, so that what is printed or hashed is always the same. */
final class Copies {

  private Copies() {}

  static <V> Map<String, V> sorted(@Nullable Map<String, V> map) {
    if (map == null || map.isEmpty()) {
      return Map.of();
    }
    if (map.size() == 1) {
      // By far the most frequent in long lists.
      return Map.copyOf(map);
    }
    return map instanceof SortedEntries<V> ? map : new SortedEntries<>(map);
  }
}
