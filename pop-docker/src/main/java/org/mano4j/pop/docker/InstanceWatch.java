package org.mano4j.pop.docker;

import com.github.dockerjava.api.model.Event;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.server.InstanceEnd;
import org.mano4j.pop.server.InstanceListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances that run, and what happens to them without the Pop: each end is told once, after
 * {@link InstanceEnds} has got the instance out of the way, whether an event has told of it or a
 * comparison. What waits is one end per instance at most. Thread-safe.
 */
final class InstanceWatch implements AutoCloseable {

  /**
   * How long an end by a signal from elsewhere waits for a start: it may be the first half of a
   * restart. Once that start is under way the engine itself refuses to remove the container.
   */
  static final Duration RESTART_TIME = Duration.ofMillis(500);

  private static final Duration FINISH_TIME = Duration.ofSeconds(30);

  /** Then the end is told although the engine still has the container: no state is a trap. */
  private static final int MAX_ATTEMPTS = 6;

  private static final int THREADS = 8;
  private static final Logger LOG = LoggerFactory.getLogger(InstanceWatch.class);

  private final Engine engine;
  private final MemoryRemark memory;
  private final InstanceEnds ends;
  private final InstanceListener listener;
  private final ScheduledThreadPoolExecutor work;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Watched> known = new HashMap<>();

  /** The engine's ids of those stopped by the Pop, before the event of it came. */
  private final RecentIds stopped = new RecentIds();

  /** Of which something may be left: the start has failed, or the end could not be finished. */
  private final RecentIds left = new RecentIds();

  private volatile boolean closed;

  InstanceWatch(Engine engine, InstanceEnds ends, InstanceListener listener) {
    this.engine = engine;
    this.memory = new MemoryRemark(engine);
    this.ends = ends;
    this.listener = listener;
    this.work = new ScheduledThreadPoolExecutor(THREADS, engine.named("ends"));
    work.setRemoveOnCancelPolicy(true);
  }

  /** From now on its end is seen; it is told after {@link #started}. */
  void starting(String id) {
    locked(
        () -> {
          left.remove(id);
          known.put(id, new Watched(id));
        });
  }

  /** It runs, or has run. */
  void started(String id, String remark) {
    locked(
        () -> {
          Watched it = known.get(id);
          if (it != null && it.phase == Watched.Phase.HELD) {
            it.phase = Watched.Phase.RUNNING;
            it.remark = remark;
            finishSoon(it);
          }
        });
  }

  /** Its start has failed; it was never an instance. */
  void notStarted(String id) {
    locked(
        () -> {
          known.remove(id);
          left.add(id);
        });
  }

  /** An earlier backend has left it; its end is told after {@link #started}. */
  void found(String id, String engineId) {
    locked(() -> known.computeIfAbsent(id, Watched::new).engineId = engineId);
  }

  /** Forgets what was {@link #found} and does not run, since the server removes it. */
  void keep(Set<String> running) {
    locked(
        () -> {
          known.values().removeIf(it -> it.phase == Watched.Phase.HELD && !running.contains(it.id));
        });
    running.forEach(id -> started(id, ""));
  }

  /**
   * Its end is no news from now on. Waits while it is being got out of the way because it has ended
   * by itself.
   */
  void stopping(String id) {
    CompletableFuture<Void> finishing = new CompletableFuture<>();
    locked(
        () -> {
          Watched it = known.get(id);
          if (it != null && it.phase == Watched.Phase.ENDING) {
            it.finishing.whenComplete((done, never) -> finishing.complete(null));
          } else {
            finishing.complete(null);
            if (it != null) {
              it.phase = Watched.Phase.STOPPING;
            }
          }
        });
    try {
      finishing.get(FINISH_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PopException(Code.CANCELLED, "cannot stop instance '" + id + "': it was given up");
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("instance '{}' is still being got out of the way", id);
    }
  }

  /**
   * It is gone; what it has ended with is told, if that is known, now or by an event to come.
   *
   * @param exitCode what the engine has said; null if it was not there to be asked
   */
  void stopped(String id, @Nullable Integer exitCode) {
    Watched it = locking(() -> known.remove(id));
    InstanceEnd end = it == null || exitCode == null ? null : InstanceEnd.of(exitCode);
    if (it != null && it.end != null) {
      end = it.end;
    }
    if (end != null) {
      tell(id, end);
    } else if (it != null && it.engineId != null) {
      locked(() -> stopped.add(it.engineId));
    }
  }

  /** It may run. */
  void notStopped(String id) {
    locked(
        () -> {
          Watched it = known.get(id);
          if (it != null && it.phase == Watched.Phase.STOPPING) {
            it.phase = Watched.Phase.RUNNING;
            finishSoon(it);
          }
        });
  }

  /** Something has happened to a container of this owner. */
  void event(Event event) {
    Map<String, String> told = event.getActor() == null ? null : event.getActor().getAttributes();
    String id = told == null ? null : told.get(Labels.INSTANCE);
    if (id == null || closed) {
      return;
    }
    InstanceEvent happened = InstanceEvent.of(String.valueOf(event.getAction()), told);
    String engineId = event.getActor().getId();
    Runnable news =
        locking(
            () -> {
              Watched it = known.get(id);
              if (it == null) {
                return late(id, engineId, happened);
              }
              return isOf(it, engineId) ? happens(it, engineId, happened) : () -> {};
            });
    news.run();
  }

  /**
   * As the engine lists it, whether or not an event has told it.
   *
   * @param before the events of it when the engine was asked: what was told since then is newer
   */
  void seen(String id, String engineId, int before, boolean paused) {
    Runnable news =
        locking(
            () -> {
              Watched it = known.get(id);
              if (it == null || it.phase != Watched.Phase.RUNNING || it.events != before) {
                return () -> {};
              }
              return happens(it, engineId, new InstanceEvent.Paused(paused));
            });
    news.run();
  }

  /** It has ended, as a comparison has found. */
  void ended(String id, @Nullable String engineId, InstanceEnd end) {
    locked(
        () -> {
          Watched it = known.get(id);
          if (it != null && it.phase == Watched.Phase.RUNNING && it.end == null) {
            it.engineId = engineId == null ? it.engineId : engineId;
            it.end = end;
            finishSoon(it);
          }
        });
  }

  /**
   * Those that run, as far as is known, and whose start or stop is not under way, with how many
   * events were told of each.
   */
  Map<String, Integer> running() {
    return locking(
        () ->
            known.values().stream()
                .filter(it -> it.phase == Watched.Phase.RUNNING && it.end == null)
                .collect(Collectors.toMap(it -> it.id, it -> it.events)));
  }

  /** Those that this backend has something to do with. */
  Set<String> known() {
    return locking(() -> Set.copyOf(known.keySet()));
  }

  /** Those of which something may be left on the engine, although they are no instances. */
  Set<String> left() {
    return locking(left::all);
  }

  /** The engine is usable (again): goes on with what has waited for it. */
  void resume() {
    locked(
        () ->
            known.values().stream()
                .filter(it -> it.phase == Watched.Phase.RUNNING && it.end != null)
                .forEach(
                    it -> {
                      it.attempts = 0;
                      later(it.id, Duration.ZERO);
                    }));
  }

  /** Runs something after a while, or again and again; not after {@link #close}. */
  void later(Runnable task, Duration pause) {
    try {
      work.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // This backend was closed.
    }
  }

  @Override
  public void close() {
    closed = true;
    work.shutdownNow();
  }

  private Runnable late(String id, String engineId, InstanceEvent happened) {
    if (happened instanceof InstanceEvent.Died died && stopped.remove(engineId)) {
      return () -> tell(id, new InstanceEnd(died.exitCode(), ""));
    }
    return () -> {};
  }

  /** Others may have its labels; after a stop, only what is noted here tells which it had. */
  private boolean isOf(Watched it, String engineId) {
    return it.engineId == null ? ends.has(it.id, engineId) : it.engineId.equals(engineId);
  }

  private Runnable happens(Watched it, String engineId, InstanceEvent happened) {
    it.engineId = engineId;
    boolean before = it.paused;
    if (it.happened(happened)) {
      finishSoon(it);
    }
    return news(it, before);
  }

  private Runnable news(Watched it, boolean pausedBefore) {
    if (it.paused == pausedBefore) {
      return () -> {};
    }
    String remark = it.paused ? "paused on the engine" : it.remark;
    return () -> listener.noted(it.id, remark);
  }

  private void finishSoon(Watched it) {
    if (it.end == null || it.phase != Watched.Phase.RUNNING) {
      return;
    }
    later(it.id, it.mayRestart() ? RESTART_TIME : Duration.ZERO);
  }

  private void later(String id, Duration pause) {
    later(() -> finish(id), pause);
  }

  private void finish(String id) {
    Finish finish =
        locking(
            () -> {
              Watched found = known.get(id);
              if (found == null || found.phase != Watched.Phase.RUNNING || found.end == null) {
                return null;
              }
              found.phase = Watched.Phase.ENDING;
              found.finishing = new CompletableFuture<>();
              return new Finish(found, found.end, found.finishing);
            });
    if (finish == null) {
      return;
    }
    Watched it = finish.it;
    InstanceEnd end = finish.end;
    try {
      InstanceEnd told = memory.on(it, end);
      if (ends.finish(id, it.engineId, told)) {
        over(it, told);
      } else {
        LOG.info("instance '{}' was started again on the engine, and is followed", id);
        goesOn(it, end);
      }
    } catch (RuntimeException e) {
      retry(it, end, e);
    } finally {
      finish.done.complete(null);
    }
  }

  private void over(Watched it, InstanceEnd end) {
    if (locking(() -> known.remove(it.id)) != null) { // Otherwise a stop has told it.
      tell(it.id, end);
    }
  }

  /** It has another life already, and may even have ended in that. */
  private void goesOn(Watched it, InstanceEnd before) {
    locked(
        () -> {
          it.phase = Watched.Phase.RUNNING;
          if (it.end == before) {
            it.runs();
          }
          finishSoon(it);
        });
  }

  private void retry(Watched it, InstanceEnd end, RuntimeException e) {
    if (closed) {
      return;
    }
    if (engine.state() == EngineState.OPEN && ++it.attempts >= MAX_ATTEMPTS) {
      LOG.error("instance '{}' has ended and cannot be removed from the engine", it.id, e);
      ends.giveUp(it.id);
      locked(() -> left.add(it.id));
      String remark = "its remains on the engine could not be removed: " + e.getMessage();
      over(it, new InstanceEnd(end.exitCode(), remark));
      return;
    }
    LOG.debug("instance '{}' could not be got out of the way yet", it.id, e);
    locked(() -> it.phase = Watched.Phase.RUNNING);
    // Otherwise resume() goes on with it. Asked only now: it may have come back in between.
    if (engine.state() == EngineState.OPEN) {
      later(it.id, Duration.ofMillis(100L << it.attempts));
    }
  }

  private void tell(String id, InstanceEnd end) {
    if (!closed) {
      try {
        listener.ended(id, end);
      } catch (RuntimeException e) {
        LOG.error("the end of instance '{}' could not be told", id, e);
      }
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  private <T extends @Nullable Object> T locking(Supplier<T> change) {
    lock.lock();
    try {
      return change.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * One end as it is when it begins to be finished: it may have another life before that is done.
   */
  private record Finish(Watched it, InstanceEnd end, CompletableFuture<Void> done) {}
}
