package org.mano4j.pop.server;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** Who is logged in. Thread-safe. */
final class SessionManager {

  private static final int TOKEN_BYTES = 32;

  private final SecureRandom random;
  private final LongSupplier nanos;
  private final LoginThrottle throttle;
  private final LoginWorkers workers;
  private final ReentrantLock lock = new ReentrantLock();
  private final SessionTable table;
  private volatile CompletableFuture<Users> users;
  private volatile Runnable onEnd = () -> {};

  /**
   * Prepares for these users.
   *
   * @param users may still be in the making, since hashing takes time; a login waits for them
   * @param nanos the time that sessions expire by, in nanoseconds from any origin
   */
  SessionManager(
      CompletableFuture<Users> users,
      SessionOptions options,
      SecureRandom random,
      LongSupplier nanos,
      LoginWorkers workers) {
    this.users = users;
    this.random = random;
    this.nanos = nanos;
    this.workers = workers;
    this.throttle = new LoginThrottle(nanos);
    this.table = new SessionTable(options);
  }

  /** Whom to tell when sessions have ended before their time. */
  void onEnd(Runnable told) {
    onEnd = told;
  }

  /**
   * Opens a session, and gives its token. Takes as long for an unknown user as for a wrong
   * password.
   *
   * @param peer address that the call comes from
   */
  CompletableFuture<String> login(String username, String password, String peer) {
    String key = Peer.key(peer);
    throttle.admit(username, key);
    return workers.submit(() -> open(username, password, key));
  }

  private String open(String username, String password, String peer) {
    Optional<PopUser> user = users.join().match(username, password);
    if (user.isEmpty()) {
      throttle.failed(username, peer);
      throw wrong();
    }
    throttle.succeeded(username, peer);
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getEncoder().encodeToString(bytes);
    boolean madeRoom;
    lock.lock();
    try {
      // They may have been replaced while the password was compared.
      if (!users.join().stillHas(user.get())) {
        throw wrong();
      }
      int before = table.size();
      table.add(token, user.get(), nanos.getAsLong());
      madeRoom = table.size() <= before;
    } finally {
      lock.unlock();
    }
    if (madeRoom) {
      onEnd.run();
    }
    return token;
  }

  /** The user, as of now, of the first valid token of these, whose session counts as used. */
  Optional<PopUser> find(List<String> tokens) {
    return first(tokens, table::use);
  }

  /** The same, without a use. */
  Optional<PopUser> look(List<String> tokens) {
    return first(tokens, table::look);
  }

  private Optional<PopUser> first(List<String> tokens, Sessions sessions) {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      for (String token : tokens) {
        @Nullable PopUser user = sessions.user(token, now);
        if (user != null) {
          return users.join().find(user.name());
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the sessions of all these tokens. */
  void logout(Collection<String> tokens) {
    lock.lock();
    try {
      tokens.forEach(table::remove);
    } finally {
      lock.unlock();
    }
    onEnd.run();
  }

  /** Replaces the users, and ends the sessions of those who are gone or have a new password. */
  void reload(Users now) {
    lock.lock();
    try {
      users = CompletableFuture.completedFuture(now);
      table.removeUsers(user -> !now.stillHas(user));
    } finally {
      lock.unlock();
    }
  }

  static PopException wrong() {
    return new PopException(
        Code.INVALID_ARGUMENT,
        PopReason.INVALID_CREDENTIALS,
        "invalid credentials: wrong user name or password; check both");
  }

  /** Whose session a token is of. */
  private interface Sessions {

    @Nullable PopUser user(String token, long now);
  }
}
