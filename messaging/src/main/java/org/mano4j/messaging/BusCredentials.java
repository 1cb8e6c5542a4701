package org.mano4j.messaging;

import java.util.Objects;

/**
 * Who connects.
 *
 * @param username name of the broker user
 * @param password its password; never in the text form
 */
public record BusCredentials(String username, String password) {

  /** Refuses absent parts. */
  public BusCredentials {
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(password, "password");
  }

  @Override
  public String toString() {
    return "BusCredentials[username=" + username + ", password=***]";
  }
}
