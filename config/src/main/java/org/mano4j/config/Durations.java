package org.mano4j.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: a number with its unit, or a number alone. */
final class Durations {

  private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,15})\\s*(ms|s|min|h|)\\s*");

  private Durations() {}

  /** What they look like, when a number alone means that unit. */
  static String form(ChronoUnit bare) {
    String units = bare == ChronoUnit.SECONDS ? "seconds" : "milliseconds";
    return "must be " + units + ", or a whole number with a unit (ms, s, min, h), such as \"30 s\"";
  }

  static Duration parse(String text, ChronoUnit bare) throws Mistake {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new Mistake(form(bare));
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "min" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "ms" -> Duration.ofMillis(number);
      default -> Duration.of(number, bare);
    };
  }

  /** In the largest unit that fits. */
  static String text(Duration duration) {
    if (duration.isZero() || duration.getNano() != 0) {
      return duration.toSeconds() * 1000 + duration.toMillisPart() + " ms";
    }
    long seconds = duration.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
