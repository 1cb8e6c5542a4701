package org.mano4j.pop.server;

import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.mano4j.pop.Container;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.internal.PopWire;
import org.mano4j.pop.proto.ContainerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells callers that watch what changes. One thread serves all of them, and is there only once
 * there are any. Thread-safe.
 */
final class EventLog implements ContainerChanges, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

  private final EventRing ring;
  private final Duration bookmarks;
  private final ScheduledThreadPoolExecutor thread;
  private final AtomicBoolean awake = new AtomicBoolean();

  /** Touched in the thread only, like the two flags below. */
  private final Set<Watch> watches = new HashSet<>();

  private boolean ticking;
  private boolean shut;

  /** Whether there may be somebody to tell. */
  private volatile boolean watched;

  /**
   * An empty one.
   *
   * @param name of its thread
   * @param epoch larger than those of all logs of this Pop before it
   * @param kept most events remembered
   * @param bookmarks how long a watch may be quiet
   */
  EventLog(String name, long epoch, int kept, Duration bookmarks) {
    this.ring = new EventRing(epoch, kept);
    this.bookmarks = bookmarks;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
    thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
  }

  @Override
  public void changed(Container container) {
    append(ContainerEvent.Type.CHANGED, container);
  }

  @Override
  public void deleted(Container container) {
    append(ContainerEvent.Type.DELETED, container);
  }

  /**
   * Tells a caller what changes, until it gives up.
   *
   * @param after the last event that it knows; empty for the present one
   */
  void watch(ServerCallStreamObserver<ContainerEvent> call, OptionalLong after) {
    Watch watch = new Watch(ring, call, after.orElseGet(ring::last));
    call.setOnReadyHandler(() -> run(() -> step(watch, Watch::advance)));
    call.setOnCancelHandler(() -> run(() -> end(watch, cancelled())));
    if (!run(() -> begin(watch))) {
      watch.end(shuttingDown());
    }
  }

  /** Ends all watches, and those that begin later. */
  void shutdown() {
    run(
        () -> {
          shut = true;
          List.copyOf(watches).forEach(watch -> end(watch, shuttingDown()));
        });
  }

  @Override
  public void close() {
    shutdown();
    thread.shutdown();
  }

  private void append(ContainerEvent.Type type, Container container) {
    ring.append(type, PopWire.toProto(container));
    if (watched && awake.compareAndSet(false, true)) {
      run(
          () -> {
            awake.set(false);
            each(Watch::advance);
          });
    }
  }

  private void begin(Watch watch) {
    if (shut) {
      watch.end(shuttingDown());
      return;
    }
    watched = true;
    watches.add(watch);
    step(watch, Watch::begin);
    if (!ticking) {
      ticking = true;
      long nanos = bookmarks.toNanos();
      thread.scheduleAtFixedRate(() -> each(Watch::tick), nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void each(Predicate<Watch> step) {
    List.copyOf(watches).forEach(watch -> step(watch, step));
  }

  private void step(Watch watch, Predicate<Watch> step) {
    try {
      if (watches.contains(watch) && !step.test(watch)) {
        forget(watch);
      }
    } catch (RuntimeException e) {
      LOG.warn("a watch is given up because it could not be told anything", e);
      forget(watch);
    }
  }

  private void end(Watch watch, PopException why) {
    watch.end(why);
    forget(watch);
  }

  private void forget(Watch watch) {
    watches.remove(watch);
    watched = !watches.isEmpty();
  }

  private boolean run(Runnable task) {
    try {
      thread.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private static PopException cancelled() {
    return new PopException(Code.CANCELLED, "the caller has given up");
  }

  private static PopException shuttingDown() {
    return new PopException(
        Code.UNAVAILABLE,
        PopReason.SHUTTING_DOWN,
        "this Pop is shutting down; watch again when it is back");
  }
}
