package org.mano4j.catalogue.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Defensive copies for the collections of wire types: never null, never mutable, in the order of
 * the original. Null elements and values carry nothing and are left out.
 */
public final class Copies {

  private Copies() {}

  /** A copy of the list; empty if there is none. */
  public static <T> List<T> list(@Nullable List<T> list) {
    if (list == null || list.isEmpty()) {
      return List.of();
    }
    for (T element : list) {
      if (element == null) {
        return list.stream().filter(Objects::nonNull).toList();
      }
    }
    // hands an immutable list on as it is, which makes withers cheap
    return List.copyOf(list);
  }

  /** A copy of the map; empty if there is none. */
  public static <V> Map<String, V> map(@Nullable Map<String, V> map) {
    if (map == null || map.isEmpty()) {
      return Map.of();
    }
    Map<String, V> copy = new LinkedHashMap<>(map);
    copy.values().removeIf(Objects::isNull);
    return Collections.unmodifiableMap(copy);
  }

  /** A copy of a map of lists; empty if there is none. */
  public static <V> Map<String, List<V>> listMap(@Nullable Map<String, List<V>> map) {
    if (map == null || map.isEmpty()) {
      return Map.of();
    }
    Map<String, List<V>> copy = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (value != null) {
            copy.put(key, list(value));
          }
        });
    return Collections.unmodifiableMap(copy);
  }
}
