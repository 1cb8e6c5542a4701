package org.mano4j.samples.pop;

import org.mano4j.pop.PopCredentials;

/** {@code user:password}, as {@code POP_AUTH} has it. */
final class Auth {

  private Auth() {}

  /**
   * Splits at the first colon, so that a password may hold more of them.
   *
   * @throws IllegalArgumentException with a text that does not repeat what may be a password
   */
  static PopCredentials parse(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "no auth data provided: set POP_AUTH, or give --auth, as user:password");
    }
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new IllegalArgumentException("malformed auth string: it is to be user:password");
    }
    return new PopCredentials(text.substring(0, colon), text.substring(colon + 1));
  }
}
