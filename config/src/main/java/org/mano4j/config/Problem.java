package org.mano4j.config;

/**
 * One mistake in a configuration. It never holds a password, nor the value of a key that nobody
 * knows, which may be a misspelt password.
 *
 * @param key the key with its table, such as {@code amqp.port}; "" if the mistake is not one key's
 * @param where the file with its line, such as {@code vnfm.toml:12}, or the environment variable
 * @param line line in the file, from 1; 0 if the mistake is in no line
 * @param text what is wrong, and what would be right; begins with the key, if there is one
 */
public record Problem(String key, String where, int line, String text) {

  /** {@code vnfm.toml:12: amqp.port must be from 1 to 65535, not 99999}. */
  @Override
  public String toString() {
    return where + ": " + text;
  }
}
