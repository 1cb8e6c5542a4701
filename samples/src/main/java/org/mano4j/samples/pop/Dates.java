package org.mano4j.samples.pop;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/**
 * The date form of the first {@code pop}: {@code Feb 21, 2017 4:28:41 PM}, in local time, minutes
 * and seconds without leading zero. By hand: a formatter loads a locale first, which takes longer
 * than all else that is printed.
 */
final class Dates {

  private Dates() {}

  static String text(Instant instant) {
    return text(instant, ZoneId.systemDefault());
  }

  static String text(Instant instant, ZoneId zone) {
    ZonedDateTime time = instant.atZone(zone);
    String month = time.getMonth().name();
    int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    return month.charAt(0)
        + month.substring(1, 3).toLowerCase(Locale.ROOT)
        + " "
        + time.getDayOfMonth()
        + ", "
        + time.getYear()
        + " "
        + hour
        + ":"
        + time.getMinute()
        + ":"
        + time.getSecond()
        + (time.getHour() < 12 ? " AM" : " PM");
  }
}
