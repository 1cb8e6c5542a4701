package org.mano4j.samples;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of statistics that the images of SIPp print while they call; {@code docs/nfv-images.md}
 * explains it.
 *
 * @param seconds since SIPp has begun
 * @param created calls that were begun
 * @param successful calls that went as they should
 * @param failed calls that did not
 * @param rate calls begun in the last second
 */
record SippStats(double seconds, long created, long successful, long failed, double rate) {

  private static final String BEGIN = "sipp-stats ";
  private static final Pattern PAIR = Pattern.compile("(\\w+)=(\\S+)");

  /** What a line says; empty if it is no statistics. */
  static Optional<SippStats> ofLine(String line) {
    if (!line.startsWith(BEGIN)) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    Matcher pair = PAIR.matcher(line);
    while (pair.find()) {
      values.put(pair.group(1), pair.group(2));
    }
    try {
      return Optional.of(
          new SippStats(
              Double.parseDouble(values.getOrDefault("elapsed", "")),
              Long.parseLong(values.getOrDefault("created", "")),
              Long.parseLong(values.getOrDefault("successful", "")),
              Long.parseLong(values.getOrDefault("failed", "")),
              Double.parseDouble(values.getOrDefault("rate", ""))));
    } catch (NumberFormatException e) {
      return Optional.empty(); // cut off in its middle
    }
  }

  /** The last statistics of a text of whole lines; empty if there are none. */
  static Optional<SippStats> lastOf(String text) {
    return text.lines().flatMap(line -> ofLine(line).stream()).reduce((earlier, later) -> later);
  }

  /** Whether calls have come to their end. */
  boolean hasCalls() {
    return successful + failed > 0;
  }
}
