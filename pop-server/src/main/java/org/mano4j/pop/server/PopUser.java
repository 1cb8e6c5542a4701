package org.mano4j.pop.server;

import java.util.Objects;

/**
 * Someone who may log in.
 *
 * @param name 1 to 255 characters, none of them a control character; upper and lower case differ
 * @param password its hash
 * @param role what the user may do
 */
public record PopUser(String name, PasswordHash password, Role role) {

  static final int MAX_NAME = 255;

  /** Refuses a name that is empty, too long, or holds control characters. */
  public PopUser {
    checkName(name);
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(role, "role");
  }

  static void checkName(String name) {
    if (name.isEmpty()
        || name.length() > MAX_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a user name has 1 to "
              + MAX_NAME
              + " characters, none of them a control character; this one has "
              + name.length());
    }
  }
}
