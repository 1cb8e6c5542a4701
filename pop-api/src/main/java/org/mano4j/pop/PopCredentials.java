package org.mano4j.pop;

import java.util.Objects;

/**
 * Who logs in at a Pop.
 *
 * @param username name of the user
 * @param password its password; never in the text form
 */
public record PopCredentials(String username, String password) {

  /** Refuses absent parts. */
  public PopCredentials {
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(password, "password");
  }

  @Override
  public String toString() {
    return "PopCredentials[username=" + username + ", password=***]";
  }
}
