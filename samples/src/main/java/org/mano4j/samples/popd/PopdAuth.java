package org.mano4j.samples.popd;

import java.util.ArrayList;
import java.util.List;
import org.mano4j.pop.server.PasswordHash;
import org.mano4j.pop.server.PopUser;
import org.mano4j.pop.server.Role;

/** {@code POPD_AUTH=user:password,user2:password2}: users who may do everything. */
final class PopdAuth {

  static final String VARIABLE = "POPD_AUTH";

  private PopdAuth() {}

  /**
   * Hashes the passwords, which takes a while.
   *
   * @throws IllegalArgumentException with a sentence that holds no part of the text
   */
  static List<PopUser> parse(String text) {
    List<PopUser> users = new ArrayList<>();
    for (String pair : text.split(",", -1)) {
      int colon = pair.indexOf(':');
      if (colon < 1 || colon == pair.length() - 1) {
        throw new IllegalArgumentException(
            "invalid POPD_AUTH variable (must be formatted like `user:pass,user2:pass2,[...]`)");
      }
      PasswordHash hash = PasswordHash.of(pair.substring(colon + 1), PasswordHash.DEFAULT_COST);
      users.add(new PopUser(pair.substring(0, colon), hash, Role.ADMIN));
    }
    return users;
  }
}
