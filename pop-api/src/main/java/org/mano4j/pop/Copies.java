package org.mano4j.pop;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Unmodifiable copies; ordered, so that what is printed or hashed is always the same. */
final class Copies {

  private Copies() {}

  static <V> Map<String, V> sorted(@Nullable Map<String, V> map) {
    return map == null || map.isEmpty()
        ? Map.of()
        : Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
