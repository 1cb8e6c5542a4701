package org.mano4j.catalogue;

import java.util.Optional;

/**
 * An enumeration on the wire. A text that no version of mano4j has heard of is a value like any
 * other, so that it survives being read and written.
 *
 * @param <K> the constants that are known
 */
public interface WireEnum<K extends Enum<K>> {

  /** The text on the wire. */
  String text();

  /** The constant, for exhaustive switches; empty for a text that is not known. */
  Optional<K> known();

  /** Finds the constant with exactly this name, without the exception of {@code valueOf}. */
  static <K extends Enum<K>> Optional<K> lookup(Class<K> type, String text) {
    for (K constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
