package org.mano4j.pop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to Pops, and the sessions on them. All clients of one Pop share one connection, and
 * all clients of one Pop and user one session: the first call logs in, however many come at once,
 * and a session that the Pop has ended is opened again by itself.
 *
 * <p>A program keeps one of these and asks it for a {@link PopClient} whenever it needs one.
 * Nothing is connected before the first call. Thread-safe.
 */
public final class PopSessions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PopSessions.class);
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final PopClientOptions options;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<PopEndpoint, PopChannel> channels = new HashMap<>();
  private final Map<Key, Session> sessions = new HashMap<>();
  private boolean closed;

  private PopSessions(PopClientOptions options) {
    this.options = options;
  }

  /** With default options. */
  public static PopSessions create() {
    return create(PopClientOptions.defaults());
  }

  /** With these options. */
  public static PopSessions create(PopClientOptions options) {
    return new PopSessions(options);
  }

  /**
   * A client of this Pop for this user. Cheap; needs no closing.
   *
   * @throws IllegalStateException if this is closed
   */
  public PopClient client(PopEndpoint endpoint, PopCredentials credentials) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "the connections to Pops are closed; no client for " + endpoint);
      }
      PopChannel channel = channels.computeIfAbsent(endpoint, e -> new PopChannel(e, options));
      Session session =
          sessions.computeIfAbsent(
              new Key(endpoint, credentials),
              key -> new Session(channel, credentials, options.deadline()));
      return new PopClient(session, options.deadline());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Logs out and closes the connection to a Pop that is no longer needed. Clients of it fail from
   * then on; new ones connect anew. Does nothing if there is none.
   */
  public void forget(PopEndpoint endpoint) {
    List<Session> ended = new ArrayList<>();
    PopChannel channel;
    lock.lock();
    try {
      channel = channels.remove(endpoint);
      sessions
          .entrySet()
          .removeIf(e -> e.getKey().endpoint().equals(endpoint) && ended.add(e.getValue()));
    } finally {
      lock.unlock();
    }
    if (channel != null) {
      end(ended, List.of(channel));
    }
  }

  /** Logs out everywhere, waiting for at most a second, and closes all connections. Idempotent. */
  @Override
  public void close() {
    List<Session> ended;
    List<PopChannel> open;
    lock.lock();
    try {
      closed = true;
      ended = List.copyOf(sessions.values());
      open = List.copyOf(channels.values());
      sessions.clear();
      channels.clear();
    } finally {
      lock.unlock();
    }
    end(ended, open);
  }

  private static void end(List<Session> sessions, List<PopChannel> channels) {
    CompletableFuture<?>[] logouts =
        sessions.stream().map(s -> s.end(GOODBYE)).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(logouts).get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("not every Pop has confirmed the logout; its session ends by its own expiry", e);
    }
    channels.forEach(PopChannel::close);
  }

  private record Key(PopEndpoint endpoint, PopCredentials credentials) {}
}
