package org.mano4j.samples.pop;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Map;

/**
 * The date form of the first {@code pop}: {@code Feb 21, 2017 4:28:41 PM}, in local time, minutes
 * and seconds without leading zero.
 */
final class Dates {

  /** With names of its own: those of a locale take longer to load than all else here. */
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .appendText(
              ChronoField.MONTH_OF_YEAR,
              Map.ofEntries(
                  Map.entry(1L, "Jan"),
                  Map.entry(2L, "Feb"),
                  Map.entry(3L, "Mar"),
                  Map.entry(4L, "Apr"),
                  Map.entry(5L, "May"),
                  Map.entry(6L, "Jun"),
                  Map.entry(7L, "Jul"),
                  Map.entry(8L, "Aug"),
                  Map.entry(9L, "Sep"),
                  Map.entry(10L, "Oct"),
                  Map.entry(11L, "Nov"),
                  Map.entry(12L, "Dec")))
          .appendPattern(" d, uuuu h:m:s ")
          .appendText(ChronoField.AMPM_OF_DAY, Map.of(0L, "AM", 1L, "PM"))
          .toFormatter();

  private Dates() {}

  static String text(Instant instant) {
    return text(instant, ZoneId.systemDefault());
  }

  static String text(Instant instant, ZoneId zone) {
    return FORM.format(instant.atZone(zone));
  }
}
