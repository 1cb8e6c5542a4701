package org.mano4j.config;

/** What is wrong with a value, without its key. */
final class Mistake extends Exception {

  private static final long serialVersionUID = 1L;

  Mistake(String text) {
    super(text, null, false, false);
  }
}
