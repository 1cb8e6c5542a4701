package org.mano4j.pop.server;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Where the users come from: the builder, and what the operator keeps elsewhere. Thread-safe. */
final class UserSource {

  private final Collection<PopUser> hashed;
  private final Map<String, PlainUser> plain;
  private final Supplier<? extends Collection<PopUser>> more;
  private final int bcryptCost;
  private volatile List<PopUser> fixed = List.of();

  UserSource(PopServerConfig config) {
    this.hashed = config.hashed();
    this.plain = config.plain();
    this.more = config.moreUsers();
    this.bcryptCost = config.bcryptCost();
  }

  /** Users that the operator keeps elsewhere, as they are now. */
  Collection<PopUser> elsewhere() {
    return List.copyOf(more.get());
  }

  /** All users, the first time. This is where the time for hashing goes. */
  Collection<PopUser> first(Collection<PopUser> elsewhere) {
    // Once: a hash made anew differs, which would look like another password.
    fixed =
        plain.entrySet().stream()
            .map(
                user ->
                    new PopUser(
                        user.getKey(),
                        PasswordHash.of(user.getValue().password(), bcryptCost),
                        user.getValue().role()))
            .toList();
    return with(elsewhere);
  }

  /** All users. One from elsewhere takes the place of one of the builder with the same name. */
  Collection<PopUser> with(Collection<PopUser> elsewhere) {
    Map<String, PopUser> users = new LinkedHashMap<>();
    hashed.forEach(user -> users.put(user.name(), user));
    fixed.forEach(user -> users.put(user.name(), user));
    elsewhere.forEach(user -> users.put(user.name(), user));
    return users.values();
  }

  /** A user whose password is to be hashed at the start. */
  record PlainUser(String password, Role role) {

    /** Without the password. */
    @Override
    public String toString() {
      return "PlainUser[" + role + "]";
    }
  }
}
