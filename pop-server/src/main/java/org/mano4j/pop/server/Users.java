package org.mano4j.pop.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Who may log in. Immutable. */
final class Users {

  private final Map<String, PopUser> users;
  private final PasswordHash nobody;
  private final BiPredicate<PasswordHash, String> matches;

  Users(Collection<PopUser> users, RandomGenerator random) {
    this(users, random, PasswordHash::matches);
  }

  /**
   * For tests that count.
   *
   * @param matches does the work of comparing a password
   */
  Users(
      Collection<PopUser> users,
      RandomGenerator random,
      BiPredicate<PasswordHash, String> matches) {
    Map<String, PopUser> byName = new HashMap<>();
    users.forEach(user -> byName.put(user.name(), user));
    this.users = Map.copyOf(byName);
    this.matches = matches;
    int cost =
        users.stream()
            .mapToInt(user -> user.password().cost())
            .max()
            .orElse(PasswordHash.DEFAULT_COST);
    this.nobody = PasswordHash.impossible(cost, random);
  }

  /** The user these belong to. Takes as long for an unknown user as for a wrong password. */
  Optional<PopUser> match(String username, String password) {
    @Nullable PopUser user = users.get(username);
    boolean right = matches.test(user == null ? nobody : user.password(), password);
    return right ? Optional.ofNullable(user) : Optional.empty();
  }

  /** The user as known now. */
  Optional<PopUser> find(String username) {
    return Optional.ofNullable(users.get(username));
  }

  /** Whether this user is still here, with the same password. */
  boolean stillHas(PopUser user) {
    @Nullable PopUser now = users.get(user.name());
    return now != null && now.password().text().equals(user.password().text());
  }
}
