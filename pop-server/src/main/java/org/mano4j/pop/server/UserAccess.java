package org.mano4j.pop.server;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/** The users of a server that runs, their sessions, and the threads that log them in. */
final class UserAccess implements AutoCloseable {

  private final SecureRandom random = new SecureRandom();
  private final UserSource source;
  private final LoginWorkers workers;
  private final SessionManager sessions;

  /**
   * Gets the users.
   *
   * @param threads makes those that compare passwords
   */
  UserAccess(PopServerConfig config, Executor executor, ThreadFactory threads) {
    this.source = new UserSource(config);
    Collection<PopUser> elsewhere = source.elsewhere();
    this.workers = LoginWorkers.create(threads);
    // Hashing takes as long as opening the port: both at the same time.
    CompletableFuture<Users> users =
        CompletableFuture.supplyAsync(() -> new Users(source.first(elsewhere), random), executor);
    this.sessions = new SessionManager(users, config.sessions(), random, config.ticker(), workers);
  }

  SessionManager sessions() {
    return sessions;
  }

  /** Gets the users again. */
  void reload() {
    sessions.reload(new Users(source.with(source.elsewhere()), random));
  }

  @Override
  public void close() {
    workers.close();
  }
}
