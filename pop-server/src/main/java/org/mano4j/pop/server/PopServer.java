package org.mano4j.pop.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A point of presence: serves the Pop protocol in front of a {@link PopBackend}.
 *
 * <pre>{@code
 * PopServer server = PopServer.builder(backend).user("admin", password).build();
 * server.start();
 * }</pre>
 *
 * <p>It goes from new to running ({@link #start}) to closed ({@link #close}), each once. Any number
 * of servers can live in one process. Thread-safe.
 */
public final class PopServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PopServer.class);

  private final PopServerConfig config;
  private final InFlight work = new InFlight();
  private final Entrance entrance;
  private volatile PopStore store = new InMemoryPopStore();
  private final AddressManager addresses = new AddressManager();
  private final ReentrantLock lock = new ReentrantLock();
  private State state = State.NEW;
  private @Nullable Listening listening;

  PopServer(PopServerConfig config) {
    this.config = config;
    this.entrance = new Entrance(config);
  }

  /** Prepares a server for this platform. */
  public static PopServerBuilder builder(PopBackend backend) {
    return new PopServerBuilder(backend);
  }

  /**
   * Connects to the platform and begins to take calls.
   *
   * @throws PopException if the platform or the state directory cannot be opened, or the port is
   *     not free; the server is closed then
   * @throws IllegalStateException if it was started or closed before
   */
  public void start() {
    lock.lock();
    try {
      if (state != State.NEW) {
        throw new IllegalStateException(this + " cannot be started again; build a new one");
      }
      state = State.STARTING;
    } finally {
      lock.unlock();
    }
    Listening opened;
    try {
      store = config.openStore();
      opened = Listening.open(config, store, addresses, work, entrance);
    } catch (IOException e) {
      close();
      throw new PopException(
          Code.UNAVAILABLE,
          this + " cannot listen: " + reason(e) + "; is another one running there?",
          e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    if (keep(opened)) {
      entrance.open();
      LOG.info("Pop '{}' listens at {}", config.name(), endpoint());
    } else {
      opened.close();
      store.close();
    }
  }

  /** What callers reach it by. */
  public PopEndpoint endpoint() {
    String inProcess = config.inProcess();
    if (inProcess != null) {
      return PopEndpoint.inProcess(inProcess);
    }
    String host =
        config.address().isAnyLocalAddress() ? "localhost" : config.address().getHostAddress();
    return PopEndpoint.of(host, port());
  }

  /**
   * The port it listens on; -1 for one that is reached inside this JVM only.
   *
   * @throws IllegalStateException if it is not running
   */
  public int port() {
    lock.lock();
    try {
      if (listening == null) {
        throw new IllegalStateException(this + " is not running");
      }
      return listening.port();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Asks again for the users of {@link PopServerBuilder#users}. Sessions end of users who are gone
   * or have another password hash. A change of role counts for the next call; a Watch or Logs call
   * that is not allowed any more ends. If the users cannot be had, all stays as it was.
   *
   * @throws IllegalStateException if it is not running
   */
  public void reloadUsers() {
    Listening running;
    lock.lock();
    try {
      if (listening == null) {
        throw new IllegalStateException(this + " is not running");
      }
      running = listening;
    } finally {
      lock.unlock();
    }
    running.users().reload();
    entrance.recheck(running.users().sessions());
  }

  /** What it holds now; also after it was closed. */
  public PopServerStats stats() {
    return new PopServerStats(store.size(), addresses.inUse());
  }

  /**
   * Refuses new calls with UNAVAILABLE from now on, and waits for those that are being carried out,
   * and for the work of calls whose caller does not wait for it, such as stops. Watch and Logs
   * calls are ended.
   *
   * @param timeout how long to wait at most
   */
  public PopDrainReport drain(Duration timeout) {
    entrance.shut();
    long end = System.nanoTime() + timeout.toNanos();
    int unansweredCalls = entrance.awaitIdle(timeout);
    int unfinishedWork = work.awaitIdle(Duration.ofNanos(end - System.nanoTime()));
    return new PopDrainReport(unansweredCalls, unfinishedWork);
  }

  /**
   * Ends all connections, gives calls under way a second, and leaves the platform, whose instances
   * go on running. Idempotent.
   */
  @Override
  public void close() {
    entrance.close();
    Listening closing;
    lock.lock();
    try {
      state = State.CLOSED;
      closing = listening;
      listening = null;
    } finally {
      lock.unlock();
    }
    if (closing != null) {
      closing.close();
    }
    store.close();
  }

  /** The transport's own words only repeat the address; the reason is below them. */
  private static String reason(IOException failure) {
    @Nullable Throwable cause = failure.getCause();
    return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
  }

  @Override
  public String toString() {
    String place =
        config.inProcess() == null
            ? config.address().getHostAddress() + ":" + config.port()
            : config.inProcess();
    return "Pop '" + config.name() + "' at " + place;
  }

  private boolean keep(Listening opened) {
    lock.lock();
    try {
      if (state != State.STARTING) {
        return false;
      }
      state = State.RUNNING;
      listening = opened;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private enum State {
    NEW,
    STARTING,
    RUNNING,
    CLOSED
  }
}
