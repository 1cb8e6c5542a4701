package org.mano4j.samples.popd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mano4j.config.Table;
import org.mano4j.pop.server.PasswordHash;
import org.mano4j.pop.server.PopUser;
import org.mano4j.pop.server.Role;

/** The users of the file: {@code [Users.anna]}. */
final class UserKeys {

  private static final String HASH = "HashedPassword";

  private UserKeys() {}

  static List<PopUser> read(Table users) {
    Map<String, PopUser> all = new LinkedHashMap<>();
    users
        .named()
        .forEach(
            (key, user) -> {
              String name = Keys.text(user, "Name").orElse(key);
              Role role = user.choice("Role", Role.class).orElse(Role.ADMIN);
              String hash = user.textOrBytes(HASH).required();
              if (hash.isEmpty()) {
                return; // noted already
              }
              try {
                if (all.put(name, new PopUser(name, PasswordHash.parse(hash), role)) != null) {
                  user.problem("Name", "is the name of another user, too");
                }
              } catch (IllegalArgumentException e) {
                user.problem(HASH, "cannot be used: " + e.getMessage());
              }
            });
    return List.copyOf(all.values());
  }
}
