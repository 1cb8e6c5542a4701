package org.mano4j.pop;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to Pops, and the sessions on them. All clients of one Pop share one connection, and
 * all clients of one Pop and user one session: the first call logs in, however many come at once,
 * and a session that the Pop has ended is opened again by itself.
 *
 * <p>A session that nobody has used for {@link PopClientOptions#idle} is logged out, and the
 * connection closed with its last session; the next call opens both again. There are at most {@link
 * PopClientOptions#maxSessions} at a time: another one takes the place of the one that was idle for
 * longest. A session with a call or a stream under way is never closed for either reason.
 *
 * <p>A program keeps one of these and asks it for a {@link PopClient} whenever it needs one.
 * Nothing is connected before the first call. Thread-safe.
 */
public final class PopSessions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PopSessions.class);
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final OpenSessions open;
  private final Duration deadline;
  private final Duration goodbye;

  private PopSessions(OpenSessions open, Duration deadline, Duration goodbye) {
    this.open = open;
    this.deadline = deadline;
    this.goodbye = goodbye;
  }

  /** With default options. */
  public static PopSessions create() {
    return create(PopClientOptions.defaults());
  }

  /** With these options. */
  public static PopSessions create(PopClientOptions options) {
    return create(options, endpoint -> Optional.empty());
  }

  /**
   * With these options, and TLS by Pop.
   *
   * @param tls with what to call a Pop, whatever the form of its address; empty to do as the
   *     options say. Is asked often, and by several threads
   */
  public static PopSessions create(
      PopClientOptions options, Function<PopEndpoint, Optional<PopTls>> tls) {
    return create(options, tls, System::nanoTime, GOODBYE);
  }

  /**
   * The same.
   *
   * @param goodbye how long a logout may take
   */
  static PopSessions create(
      PopClientOptions options,
      Function<PopEndpoint, Optional<PopTls>> tls,
      LongSupplier nanos,
      Duration goodbye) {
    return new PopSessions(
        new OpenSessions(options, tls, nanos, goodbye), options.deadline(), goodbye);
  }

  /**
   * A client of this Pop for this user. Cheap; needs no closing.
   *
   * @throws IllegalStateException if this is closed
   */
  public PopClient client(PopEndpoint endpoint, PopCredentials credentials) {
    if (open.isClosed()) {
      throw new IllegalStateException(
          "the connections to Pops are closed; no client for " + endpoint);
    }
    return new PopClient(new Account(open, endpoint, credentials), deadline);
  }

  /** How many sessions are open, or were not closed yet; at most what the options allow. */
  public int size() {
    return open.size();
  }

  /**
   * Logs out and closes the connection to a Pop, waiting for at most a second. Calls that are under
   * way fail; later ones connect anew. Does nothing if there is none.
   */
  public void forget(PopEndpoint endpoint) {
    await(open.forget(endpoint));
  }

  /**
   * Logs a user out who is no longer needed, when the calls and streams under way have ended; does
   * not wait for that. A call that comes before keeps the session, a later one opens another.
   */
  public void release(PopEndpoint endpoint, PopCredentials credentials) {
    open.release(endpoint, credentials);
  }

  /** Logs out everywhere, waiting for at most a second, and closes all connections. Idempotent. */
  @Override
  public void close() {
    await(open.close());
  }

  /** Closes idle sessions now; otherwise a timer does that. */
  void closeIdle() {
    open.closeIdle();
  }

  private void await(CompletableFuture<?> logouts) {
    try {
      logouts.get(goodbye.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("not every Pop has confirmed the logout; its session ends by its own expiry", e);
    }
  }
}
