package org.mano4j.messaging;

/** A binding key with wildcards: {@code *} is one word, {@code #} any number of words. */
final class TopicPattern {

  private final String[] words;

  private TopicPattern(String[] words) {
    this.words = words;
  }

  static TopicPattern of(String pattern) {
    return new TopicPattern(words(pattern));
  }

  /** Whether a key holds a wildcard as one of its words. */
  static boolean isPattern(String key) {
    if (key.indexOf('*') < 0 && key.indexOf('#') < 0) {
      return false;
    }
    for (String word : words(key)) {
      if (word.equals("*") || word.equals("#")) {
        return true;
      }
    }
    return false;
  }

  static String[] words(String key) {
    return key.split("\\.", -1);
  }

  /** Row by row: after word i, {@code matches[j]} says whether the first j key words match. */
  boolean matches(String[] key) {
    boolean[] matches = new boolean[key.length + 1];
    matches[0] = true;
    for (String word : words) {
      if (word.equals("#")) {
        for (int j = 1; j <= key.length; j++) {
          matches[j] |= matches[j - 1];
        }
      } else {
        for (int j = key.length; j >= 1; j--) {
          matches[j] = matches[j - 1] && (word.equals("*") || word.equals(key[j - 1]));
        }
        matches[0] = false;
      }
    }
    return matches[key.length];
  }
}
