package org.mano4j.samples.pop;

import java.util.Locale;

/** Numbers for people. */
final class Amounts {

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Amounts() {}

  /** A whole number without a fraction. */
  static Number plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Number) (long) value : value;
  }

  /** Such as {@code 1.5 MiB}. */
  static String bytes(long value) {
    double rest = value;
    int unit = 0;
    while (rest >= 1024 && unit < UNITS.length - 1) {
      rest /= 1024;
      unit++;
    }
    return unit == 0 ? value + " B" : String.format(Locale.ROOT, "%.1f %s", rest, UNITS[unit]);
  }

  /** Such as {@code 12.345 s}. */
  static String seconds(double value) {
    return String.format(Locale.ROOT, "%.3f s", value);
  }
}
