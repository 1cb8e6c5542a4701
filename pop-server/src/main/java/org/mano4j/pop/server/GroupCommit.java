package org.mano4j.pop.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes changes in a thread of its own: those that wait at the same time share one commit. After a
 * failure nobody knows what the file holds, so no further change is taken.
 */
final class GroupCommit implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  private final StateLog log;
  private final Path file;
  private final Thread thread;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;
  private volatile @Nullable Throwable failure;

  GroupCommit(StateLog log, Path file, String threadName) {
    this.log = log;
    this.file = file;
    this.thread = new Thread(this::run, threadName);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Returns when the change is safe, and whoever reads sees it.
   *
   * @param seen lets readers see it
   * @throws PopException UNAVAILABLE if it could not be written
   */
  void write(StateChange change, Runnable seen) {
    Waiting waiting = new Waiting(change, seen, new CompletableFuture<>());
    lock.lock();
    try {
      if (closed) {
        throw StateRefusal.notSaved(file, new IOException("the server is closed"));
      }
      queue.add(waiting);
    } finally {
      lock.unlock();
    }
    Throwable why = waiting.result().join();
    if (why != null) {
      throw StateRefusal.notSaved(file, why);
    }
  }

  /** Refuses after a failure, as every {@link #write} does then. */
  void check() {
    Throwable why = failure;
    if (why != null) {
      throw StateRefusal.notSaved(file, why);
    }
  }

  /** Writes what waits, and ends the thread. Idempotent. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        queue.add(Waiting.END);
      }
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Waiting> batch = new ArrayList<>();
    boolean end = false;
    while (!end) {
      batch.clear();
      try {
        batch.add(queue.take());
      } catch (InterruptedException e) {
        // Nobody else knows this thread; it ends with close().
        continue;
      }
      queue.drainTo(batch);
      end = batch.remove(Waiting.END);
      write(batch);
    }
  }

  private void write(List<Waiting> batch) {
    if (failure == null && !batch.isEmpty()) {
      try {
        log.append(batch.stream().map(Waiting::change).toList());
      } catch (IOException | RuntimeException | Error e) {
        LOG.error("cannot write to {}; no change is taken any more", file, e);
        failure = e;
      }
    }
    for (Waiting waiting : batch) {
      if (failure == null) {
        waiting.seen().run();
      }
      waiting.result().complete(failure);
    }
  }

  /** A change, and who waits for it. */
  private record Waiting(
      StateChange change, Runnable seen, CompletableFuture<@Nullable Throwable> result) {

    static final Waiting END =
        new Waiting(
            new StateChange(StateTable.HEADER, "", null), () -> {}, new CompletableFuture<>());
  }
}
