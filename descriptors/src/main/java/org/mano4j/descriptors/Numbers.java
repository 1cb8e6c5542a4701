package org.mano4j.descriptors;

import java.math.BigDecimal;
import java.util.Optional;

/** Reads numbers that may be quoted. What is no number has its finding elsewhere. */
final class Numbers {

  private Numbers() {}

  /** A property as a whole number; empty if it is absent, or none that fits 32 bits. */
  static Optional<Integer> whole(Located json, String name) {
    return json.number(name).flatMap(Numbers::whole);
  }

  private static Optional<Integer> whole(BigDecimal number) {
    try {
      return Optional.of(number.intValueExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}
