package org.mano4j.config;

/**
 * What a value must be.
 *
 * @param <T> what is made of it
 */
interface Kind<T> {

  /** Reads a value of the file: see {@link Entry#value()}. */
  T ofFile(Object value) throws Mistake;

  /** Reads the value of an environment variable, not empty. */
  T ofVariable(String value) throws Mistake;

  /** Holds the place of a value that is missing or wrong, until that is reported. */
  T standIn();
}
