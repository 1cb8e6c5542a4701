package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the engine, and whether it is there. While it is gone every call fails at once, and it
 * is looked for until it is back. Thread-safe.
 */
final class Engine implements AutoCloseable {

  /** Between two looks for an engine that is gone: doubled from the first to the last. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private static final Duration LAST_PAUSE = Duration.ofSeconds(5);

  /** Between two questions whether it is there: over TCP, its end may never be seen otherwise. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /** What has to be done with an engine, before calls may use it (again). */
  interface Watch {

    /** Begins to listen to it, and finds out what was missed. Tried again when it fails. */
    void begin(DockerClient calls, DockerClient streams, @Nullable String engineTime);

    /** It can be used again. */
    void open();
  }

  private final DockerPopConfig config;
  private final EngineAddress address;
  private final Clock clock = Clock.systemUTC();
  private final AtomicInteger threads = new AtomicInteger();
  private final ExecutorService readers = Executors.newCachedThreadPool(named("reader"));
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(named("keeper"));
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<EngineState> untold = new ConcurrentLinkedQueue<>();
  private final AtomicInteger telling = new AtomicInteger();
  private volatile EngineState state = EngineState.OPENING;
  private volatile EngineClients clients;
  private volatile String gone = "";
  private volatile @Nullable Watch watch;
  private volatile int attempts;

  /** When it was last found. */
  private volatile long back = System.nanoTime() - LAST_PAUSE.toNanos();

  private int unanswered;

  /** Connects at the first call, or at {@link #open}. */
  Engine(DockerPopConfig config) {
    this.config = config;
    this.address = new EngineAddress(config.engine(), config.tlsDirectory());
    this.clients = EngineClients.to(address, readers);
  }

  /**
   * Makes sure that it is there and will do, and keeps it so until {@link #close}.
   *
   * @throws PopException saying which engine, and what is missing
   */
  void open(Watch toldOfIt) {
    EngineVersion version = EngineVersion.ask(clients.probes(), address);
    watch = toldOfIt;
    try {
      toldOfIt.begin(clients.calls(), clients.streams(), version.time());
    } catch (RuntimeException e) {
      throw EngineFailure.of("use the Docker Engine at " + address.uri(), e);
    }
    LOG.info("Pop '{}' uses the {} at {}", config.popName(), version, address.uri());
    if (!version.lacks().isEmpty()) {
      LOG.warn(
          "the engine at {} cannot give {}", address.uri(), String.join(", ", version.lacks()));
    }
    change(EngineState.OPENING, EngineState.OPEN);
    toldOfIt.open();
    keeper.scheduleWithFixedDelay(
        this::check, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Asks the engine once. An interrupt ends it at once, with CANCELLED, and stays set; the engine
   * may do what it was asked for all the same.
   *
   * @param what what the call is for: the words after "cannot"
   * @throws PopException what the engine said, in the Pop's words; UNAVAILABLE, without asking,
   *     while it is gone
   */
  <T> T call(String what, Function<DockerClient, T> call) {
    if (state != EngineState.OPEN && state != EngineState.OPENING) {
      throw unavailable(what);
    }
    EngineClients used = clients;
    try {
      return call.apply(used.calls());
    } catch (RuntimeException e) {
      if (used == clients) {
        doubt(e);
      }
      if (state == EngineState.RECOVERING && EngineFailure.isConnection(e)) {
        throw unavailable(what);
      }
      throw EngineFailure.of(what, e);
    }
  }

  /** For calls whose answer goes on: output, events, pulls. */
  DockerClient streams() {
    if (state == EngineState.RECOVERING) {
      throw unavailable("ask the Docker Engine");
    }
    return clients.streams();
  }

  EngineState state() {
    return state;
  }

  /** The engine is gone, as far as can be seen; calls fail at once until it is back. */
  void lost(String why) {
    lock.lock();
    try {
      if (state != EngineState.OPEN) {
        return;
      }
      gone = since() + " (" + why + ")";
      if (System.nanoTime() - back > LAST_PAUSE.toNanos()) {
        attempts = 0; // Otherwise it comes and goes, and is not to be asked without a pause.
      }
      become(EngineState.RECOVERING);
    } finally {
      lock.unlock();
    }
    LOG.warn("the Docker Engine at {} is gone: {}; it is looked for", address.uri(), why);
    tell();
    later(this::recover, attempts == 0 ? Duration.ZERO : pause());
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (state == EngineState.CLOSING || state == EngineState.CLOSED) {
        return;
      }
      become(EngineState.CLOSING);
    } finally {
      lock.unlock();
    }
    tell();
    keeper.shutdownNow();
    readers.execute(clients::close); // An engine that hangs may keep this from returning.
    readers.shutdown();
    change(EngineState.CLOSING, EngineState.CLOSED);
  }

  /** A thread of this backend: named, and no reason for the program to stay. */
  ThreadFactory named(String role) {
    return task -> {
      Thread thread =
          new Thread(
              task, "docker-" + config.popName() + "-" + role + "-" + threads.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private void doubt(RuntimeException failed) {
    if (EngineFailure.isRefused(failed)) {
      lost(EngineFailure.unreachable(address, failed));
    } else if (EngineFailure.isConnection(failed)) {
      later(this::check, Duration.ZERO);
    }
  }

  private PopException unavailable(String what) {
    return new PopException(
        Code.UNAVAILABLE,
        PopReason.PLATFORM_FAILED,
        state == EngineState.RECOVERING
            ? "cannot "
                + what
                + ": the Docker Engine at "
                + address.uri()
                + " is gone since "
                + gone
                + "; it is looked for, try again later"
            : "cannot " + what + ": the Docker Engine at " + address.uri() + " was left");
  }

  /** Is it there? Silence is believed the second time only: it may be very busy. */
  private void check() {
    if (state != EngineState.OPEN) {
      return;
    }
    EngineClients asked = clients;
    try {
      asked.probes().pingCmd().exec();
      unanswered = 0;
    } catch (RuntimeException e) {
      if (EngineFailure.isConnection(e) || ++unanswered > 1) {
        unanswered = 0;
        lost(EngineFailure.unreachable(address, e));
      } else {
        later(this::check, Duration.ZERO);
      }
    }
  }

  private void recover() {
    if (state != EngineState.RECOVERING) {
      return;
    }
    EngineClients old = clients;
    try {
      readers.execute(old::close);
      EngineClients fresh = EngineClients.to(address, readers);
      clients = fresh;
      EngineVersion version = EngineVersion.ask(fresh.probes(), address);
      Watch told = watch;
      if (told != null) {
        told.begin(fresh.calls(), fresh.streams(), version.time());
      }
      back = System.nanoTime();
      attempts++;
      if (change(EngineState.RECOVERING, EngineState.OPEN)) {
        LOG.info("the {} at {} is back", version, address.uri());
        if (told != null) {
          told.open();
        }
      } else {
        fresh.close(); // It was closed meanwhile, and this has begun to listen after that.
      }
    } catch (RuntimeException e) {
      LOG.debug("not back yet", e);
      if (e instanceof PopException unfit && unfit.code() == Code.FAILED_PRECONDITION) {
        gone = gone.replaceFirst(" .*", "") + " (" + unfit.getMessage() + ")";
      }
      later(this::recover, pause());
    }
  }

  private Duration pause() {
    long longest = LAST_PAUSE.toMillis();
    long millis = Math.min(longest, FIRST_PAUSE.toMillis() << Math.min(attempts++, 16));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
  }

  private boolean change(EngineState from, EngineState to) {
    lock.lock();
    try {
      if (state != from) {
        return false;
      }
      become(to);
    } finally {
      lock.unlock();
    }
    tell();
    return true;
  }

  /** To be told after the lock. */
  private void become(EngineState now) {
    state = now;
    untold.add(now);
  }

  /** Tells what has changed, in order; if another thread is just telling, that one goes on. */
  private void tell() {
    if (telling.getAndIncrement() > 0) {
      return;
    }
    do {
      for (EngineState now = untold.poll(); now != null; now = untold.poll()) {
        tell(now);
      }
    } while (telling.decrementAndGet() > 0);
  }

  private void tell(EngineState now) {
    try {
      config.stateListener().accept(now);
    } catch (RuntimeException | Error e) { // what comes next is to be told all the same
      LOG.warn("the listener to the engine's state has failed", e);
    }
  }

  private void later(Runnable task, Duration pause) {
    try {
      keeper.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The engine was left.
    }
  }

  private String since() {
    return Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
