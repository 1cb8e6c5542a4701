package org.mano4j.plugin;

import java.util.regex.Pattern;

/**
 * What the parts of a plugin's id may look like: it is the name of a queue, parts split by dots.
 */
final class PluginNames {

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");

  private PluginNames() {}

  static boolean isWord(String text) {
    return WORD.matcher(text).matches();
  }

  /**
   * The text.
   *
   * @param what it is, for the error
   * @throws IllegalArgumentException if it is no word
   */
  static String word(String what, String text) {
    if (!isWord(text)) {
      throw new IllegalArgumentException(
          what + " '" + text + "' must consist of letters, digits, - and _");
    }
    return text;
  }
}
