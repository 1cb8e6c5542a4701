package org.mano4j.catalogue;

import java.time.Month;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/**
 * The two forms that dates nearly always have on the wire, read without a formatter: that of Java's
 * US locale, and ISO 8601 as {@link WireDate} writes it. A message may have hundreds, and
 * formatters would take most of the time of reading it.
 */
final class UsualDate {

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final String ISO = "0000-00-00T00:00:00Z";

  private final String text;
  private int at;

  private UsualDate(String text) {
    this.text = text;
  }

  /** The date as it is written, or null if the text has another form or is no date. */
  static @Nullable String iso(String text) {
    UsualDate date = new UsualDate(text);
    return text.length() == ISO.length() && text.endsWith("Z") ? date.normal() : date.us();
  }

  /** Only looks whether it is one. */
  private @Nullable String normal() {
    int year = digits(4);
    skip('-');
    int month = digits(2);
    skip('-');
    int day = digits(2);
    skip('T');
    int hour = digits(2);
    skip(':');
    int minute = digits(2);
    skip(':');
    int second = digits(2);
    boolean valid = at == ISO.length() - 1 && isDate(year, month, day) && hour < 24;
    return valid && minute < 60 && second < 60 ? text : null;
  }

  /** Such as {@code Nov 21, 2026, 12:18:32 AM}, with or without the second comma. */
  private @Nullable String us() {
    int month = month();
    skip(' ');
    int day = shortDigits();
    skip(',');
    skip(' ');
    int year = digits(4);
    if (is(',')) {
      at++;
    }
    skip(' ');
    int hour = shortDigits();
    skip(':');
    int minute = digits(2);
    skip(':');
    int second = digits(2);
    if (is('\u202f')) {
      at++;
    } else {
      skip(' ');
    }
    boolean pm = is('P');
    at += pm || is('A') ? 1 : text.length();
    skip('M');
    boolean valid = at == text.length() && isDate(year, month, day) && hour > 0 && hour <= 12;
    return valid && minute < 60 && second < 60
        ? written(year, month, day, hour % 12 + (pm ? 12 : 0), minute, second)
        : null;
  }

  private static boolean isDate(int year, int month, int day) {
    return month > 0
        && month <= 12
        && day > 0
        && (day <= 28 || day <= Month.of(month).length(Year.isLeap(year)));
  }

  private int month() {
    for (int month = 1; month <= 12; month++) {
      if (text.regionMatches(0, MONTHS, 3 * month - 3, 3)) {
        at = 3;
        return month;
      }
    }
    at = text.length() + 1;
    return 0;
  }

  /** One digit or two. */
  private int shortDigits() {
    return at + 1 < text.length() && isDigit(text.charAt(at + 1)) ? digits(2) : digits(1);
  }

  private int digits(int count) {
    int number = 0;
    for (int i = 0; i < count; i++, at++) {
      if (at >= text.length() || !isDigit(text.charAt(at))) {
        at = text.length() + 1;
        return 0;
      }
      number = 10 * number + text.charAt(at) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private boolean is(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  /** Past the end, where nothing fits any more, if it is something else. */
  private void skip(char c) {
    at = is(c) ? at + 1 : text.length() + 1;
  }

  private static String written(int year, int month, int day, int hour, int minute, int second) {
    char[] iso = ISO.toCharArray();
    put(iso, 0, year / 100);
    put(iso, 2, year % 100);
    put(iso, 5, month);
    put(iso, 8, day);
    put(iso, 11, hour);
    put(iso, 14, minute);
    put(iso, 17, second);
    return new String(iso);
  }

  private static void put(char[] iso, int at, int number) {
    iso[at] = (char) ('0' + number / 10);
    iso[at + 1] = (char) ('0' + number % 10);
  }
}
