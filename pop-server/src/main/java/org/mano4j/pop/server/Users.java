package org.mano4j.pop.server;

import java.util.Map;
import java.util.random.RandomGenerator;

/** Who may log in. Immutable. */
final class Users {

  private final Map<String, PasswordHash> hashes;
  private final PasswordHash nobody;

  Users(Map<String, PasswordHash> hashes, RandomGenerator random) {
    this.hashes = Map.copyOf(hashes);
    int cost =
        hashes.values().stream()
            .mapToInt(PasswordHash::cost)
            .max()
            .orElse(PasswordHash.DEFAULT_COST);
    this.nobody = PasswordHash.impossible(cost, random);
  }

  /** Whether these belong together. Takes as long for an unknown user as for a wrong password. */
  boolean match(String username, String password) {
    return hashes.getOrDefault(username, nobody).matches(password);
  }
}
