package org.mano4j.catalogue.published;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Randomness with a seed, and with bounds: how much of an object is filled, how deep it goes and of
 * how many objects it may consist. Seed 0 leaves out what can be left out, seed 1 leaves out no
 * property of the outermost object.
 */
final class Dice {

  private static final int MOST_LEVELS = 6;
  private static final int MOST_OBJECTS = 12;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "<a href='x'>&amp;=\"quoted\"</a>",
          "back\\slash /slash",
          "line\nfeed\r\ttab\b\f",
          "\u0000\u001f\u007f\u0085\u2028\u2029\ufeff",
          "äöü ß \u00e9 e\u0301",
          "日本語 \ud83d\ude80 \ud834\udd1e",
          "null",
          "true",
          "17",
          "-0.5e3",
          "[]",
          "{\"a\":1}",
          "2017-02-21T16:28:41Z",
          "%s ${x} #{y}");

  private final SplittableRandom random;
  private final double filled;
  private final boolean full;
  private int objects = MOST_OBJECTS;

  Dice(long seed, Class<?> type) {
    random = new SplittableRandom(seed * 1_000_003 + type.getName().hashCode());
    full = seed == 1;
    filled = seed == 0 ? 0 : full ? 1 : 0.2 + 0.8 * random.nextDouble();
  }

  /** Whether a property is there; level 0 is the outermost object. */
  boolean fill(int level) {
    return full && level == 0 || random.nextDouble() < filled;
  }

  /** Whether a further object may be made at this level. */
  boolean object(int level) {
    return full && level == 1 || level <= MOST_LEVELS && objects-- > 0;
  }

  /** The size of a collection; at the outermost level of seed 1 it is never empty. */
  int size(int level) {
    return full && level == 0 ? 1 + below(2) : below(4);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** True once in so many times. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T of(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  String text() {
    return switch (random.nextInt(4)) {
      case 0 -> of(TEXTS);
      case 1 -> of(TEXTS) + random.nextInt() + of(TEXTS);
      default -> Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
    };
  }

  int integer() {
    return random.nextBoolean()
        ? random.nextInt(-2, 100)
        : of(List.of(Integer.MIN_VALUE, Integer.MAX_VALUE, random.nextInt()));
  }

  long number() {
    return random.nextBoolean()
        ? random.nextInt(-2, 100)
        : of(List.of(Long.MIN_VALUE, Long.MAX_VALUE, random.nextLong()));
  }

  double fraction() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(-2, 100);
      case 1 -> of(List.of(Double.MIN_VALUE, Double.MAX_VALUE, -0.0, 1e-7, 1e21));
      default -> random.nextDouble(-1000, 1000);
    };
  }

  boolean bool() {
    return random.nextBoolean();
  }

  byte[] bytes() {
    byte[] bytes = new byte[below(5)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** An instant between 1970 and 2100, with milliseconds. */
  Instant instant() {
    return Instant.ofEpochMilli(random.nextLong(0, 4_102_444_800_000L));
  }
}
