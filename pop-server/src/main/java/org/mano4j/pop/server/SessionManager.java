package org.mano4j.pop.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

/** Who is logged in. Thread-safe. */
final class SessionManager {

  private static final int TOKEN_BYTES = 32;

  private final CompletableFuture<Users> users;
  private final SecureRandom random;
  private final LongSupplier nanos;
  private final Cache<String, Session> sessions;

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
      LongSupplier nanos) {
    this.users = users;
    this.random = random;
    this.nanos = nanos;
    this.sessions =
        Caffeine.newBuilder()
            .maximumSize(options.limit())
            .executor(Runnable::run)
            .ticker(nanos::getAsLong)
            .expireAfter(new SessionExpiry(options))
            .build();
  }

  /** Opens a session. Takes as long for an unknown user as for a wrong password. */
  String login(String username, String password) {
    if (!users.join().match(username, password)) {
      throw new PopException(
          Code.INVALID_ARGUMENT, "invalid credentials: wrong user name or password");
    }
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getEncoder().encodeToString(bytes);
    sessions.put(token, new Session(username, nanos.getAsLong()));
    return token;
  }

  /** The session of the first valid token of these. */
  Optional<Session> find(List<String> tokens) {
    return tokens.stream()
        .map(sessions::getIfPresent)
        .filter(session -> session != null)
        .findFirst();
  }

  /** Ends the sessions of all these tokens. */
  void logout(Collection<String> tokens) {
    sessions.invalidateAll(tokens);
  }

  /**
   * A session.
   *
   * @param since when it was opened, see {@link SessionManager#nanos}
   */
  record Session(String username, long since) {}

  /** Ends after some time without use, and after a longer time in any case. */
  private static final class SessionExpiry implements Expiry<String, Session> {

    private final long idle;
    private final long absolute;

    SessionExpiry(SessionOptions options) {
      this.idle = options.idle().toNanos();
      this.absolute = options.absolute().toNanos();
    }

    @Override
    public long expireAfterCreate(String token, Session session, long now) {
      return remaining(session, now);
    }

    @Override
    public long expireAfterUpdate(String token, Session session, long now, long current) {
      return remaining(session, now);
    }

    @Override
    public long expireAfterRead(String token, Session session, long now, long current) {
      return remaining(session, now);
    }

    private long remaining(Session session, long now) {
      return Math.min(idle, absolute - (now - session.since()));
    }
  }
}
