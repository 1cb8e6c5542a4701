package org.mano4j.samples.report;

/** What both drawings need: letters of known width, and names that fit. */
final class Letters {

  /** Of a letter of the monospaced font of 12 px, with some reserve. */
  static final double LETTER = 7.3;

  private Letters() {}

  /** How wide a text is. */
  static double width(String text) {
    return text.codePointCount(0, text.length()) * LETTER;
  }

  /** Without its middle if it is too long: the number at the end tells instances apart. */
  static String shortened(String text, int most) {
    int[] letters = text.codePoints().toArray();
    if (letters.length <= most) {
      return text;
    }
    int tail = most / 2;
    int head = most - tail - 1;
    return new String(letters, 0, head)
        + "\u2026"
        + new String(letters, letters.length - tail, tail);
  }
}
