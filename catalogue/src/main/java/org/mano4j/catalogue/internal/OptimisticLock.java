package org.mano4j.catalogue.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The optimistic lock of an {@link org.mano4j.catalogue.Entity} under its older names. Before 5.0
 * it was called {@code version}, a number, or {@code hb_version} on types whose {@code version} is
 * a text. It is taken from there where {@code hbVersion} is absent.
 */
public final class OptimisticLock {

  /** The first one that is there counts. */
  private static final List<String> OLDER_NAMES = List.of("hb_version", "version");

  private OptimisticLock() {}

  /**
   * The lock of an object that was read.
   *
   * @param hbVersion the lock under its present name
   * @param unknown the properties that the type does not know, where the older names are
   */
  public static @Nullable Integer of(
      @Nullable Integer hbVersion, @Nullable Map<String, JsonNode> unknown) {
    if (hbVersion != null || unknown == null || unknown.isEmpty()) {
      return hbVersion;
    }
    return OLDER_NAMES.stream()
        .map(name -> number(unknown.get(name)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * A copy of the properties that the type does not know, without older names that say the same as
   * the lock.
   */
  public static Map<String, JsonNode> rest(
      @Nullable Integer lock, @Nullable Map<String, JsonNode> unknown) {
    Map<String, JsonNode> rest = Copies.map(unknown);
    if (lock == null || rest.isEmpty() || OLDER_NAMES.stream().noneMatch(rest::containsKey)) {
      return rest;
    }
    Map<String, JsonNode> others = new LinkedHashMap<>(rest);
    OLDER_NAMES.forEach(
        name ->
            others.computeIfPresent(
                name, (key, value) -> lock.equals(number(value)) ? null : value));
    return Copies.map(others);
  }

  private static @Nullable Integer number(@Nullable JsonNode node) {
    return node != null && node.isIntegralNumber() && node.canConvertToInt()
        ? Integer.valueOf(node.intValue())
        : null;
  }
}
