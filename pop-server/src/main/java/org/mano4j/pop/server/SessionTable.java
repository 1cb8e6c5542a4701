package org.mano4j.pop.server;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sessions by token, each user's in the order of their last use. Keeps only digests of the tokens:
 * nothing that is compared here tells, by the time it takes, how close a guess was. Not
 * thread-safe.
 */
final class SessionTable {

  private final SessionOptions options;
  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<String, LinkedHashMap<String, Session>> byUser = new HashMap<>();

  SessionTable(SessionOptions options) {
    this.options = options;
  }

  /** Adds a session, for which others of the same user may have to go. */
  void add(String token, PopUser user, long now) {
    LinkedHashMap<String, Session> own = byUser.get(user.name());
    if (own != null && own.size() >= options.perUser()) {
      removeEldest(own);
    }
    if (sessions.size() >= options.limit()) {
      removeIf(session -> expired(session, now));
    }
    if (sessions.size() >= options.limit()) {
      removeEldest(crowd(user.name()));
    }
    String digest = Sha256.of(token);
    Session session = new Session(digest, user, now);
    sessions.put(digest, session);
    byUser
        .computeIfAbsent(user.name(), name -> new LinkedHashMap<>(4, 0.75f, true))
        .put(digest, session);
  }

  /** The session of a token, which counts as used now. */
  @Nullable PopUser use(String token, long now) {
    @Nullable Session session = sessions.get(Sha256.of(token));
    if (session == null) {
      return null;
    }
    if (expired(session, now)) {
      remove(session);
      return null;
    }
    session.used = now;
    byUser.get(session.user.name()).get(session.digest);
    return session.user;
  }

  /** The session of a token, which does not count as used. */
  @Nullable PopUser look(String token, long now) {
    @Nullable Session session = sessions.get(Sha256.of(token));
    return session == null || expired(session, now) ? null : session.user;
  }

  void remove(String token) {
    @Nullable Session session = sessions.get(Sha256.of(token));
    if (session != null) {
      remove(session);
    }
  }

  /** Ends all sessions of such users. */
  void removeUsers(Predicate<PopUser> which) {
    removeIf(session -> which.test(session.user));
  }

  int size() {
    return sessions.size();
  }

  private void removeIf(Predicate<Session> which) {
    sessions.values().stream().filter(which).toList().forEach(this::remove);
  }

  private void remove(Session session) {
    sessions.remove(session.digest);
    Map<String, Session> own = byUser.get(session.user.name());
    own.remove(session.digest);
    if (own.isEmpty()) {
      byUser.remove(session.user.name());
    }
  }

  private void removeEldest(Map<String, Session> own) {
    Iterator<Session> eldest = own.values().iterator();
    remove(eldest.next());
  }

  /** The sessions of the user who has the most: of this one, if no other has more. */
  private Map<String, Session> crowd(String username) {
    @Nullable Map<String, Session> own = byUser.get(username);
    Map<String, Session> most =
        byUser.values().stream().max(Comparator.comparingInt(Map::size)).orElseThrow();
    return own != null && own.size() >= most.size() ? own : most;
  }

  private boolean expired(Session session, long now) {
    return now - session.used >= options.idle().toNanos()
        || now - session.since >= options.absolute().toNanos();
  }

  private static final class Session {

    final String digest;
    final PopUser user;
    final long since;
    long used;

    Session(String digest, PopUser user, long now) {
      this.digest = digest;
      this.user = user;
      this.since = now;
      this.used = now;
    }
  }
}
