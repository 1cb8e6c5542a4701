package org.mano4j.benchmarks.pop;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;

/**
 * Containers that are created and never started, by eight threads. Those of one object have names
 * that nobody else has. Thread-safe: {@link #close} also ends a creation under way.
 */
final class ManyContainers implements AutoCloseable {

  private static final int THREADS = 8;
  private static final long PATIENCE_SECONDS = 60;

  private final PopClient pop;
  private final String image;
  private final String prefix = "bench-" + UUID.randomUUID().toString().substring(0, 8) + "-";
  private final Queue<String> ids = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private volatile boolean closing;

  ManyContainers(PopClient pop, String image) {
    this.pop = pop;
    this.image = image;
  }

  /** Those that there are. */
  List<String> ids() {
    return List.copyOf(ids);
  }

  /**
   * Creates so many more.
   *
   * @return how many in a second
   * @throws PopException if the Pop refuses one; those that were created before stay
   */
  double create(int count) throws InterruptedException {
    AtomicInteger left = new AtomicInteger(count);
    long began = System.nanoTime();
    byAll(
        () -> {
          while (!closing && left.getAndDecrement() > 0) {
            String name = prefix + number.incrementAndGet();
            ids.add(pop.create(ContainerConfig.of(name, image)).id());
          }
        });
    return count * 1e9 / (System.nanoTime() - began);
  }

  /** Deletes all that were created, also those whose answer has not come. Idempotent. */
  @Override
  public void close() {
    closing = true;
    threads.shutdown();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Queue<PopException> failures = new ConcurrentLinkedQueue<>();
    pop.containers(Filter.all()).parallelStream()
        .filter(container -> container.names().stream().anyMatch(name -> name.startsWith(prefix)))
        .map(Container::id)
        .forEach(id -> delete(id, failures));
    ids.clear();
    if (!failures.isEmpty()) {
      throw new IllegalStateException(
          "%d containers named %s… are left: %s; delete them by hand"
              .formatted(failures.size(), prefix, failures.element().getMessage()),
          failures.element());
    }
  }

  /** One that cannot be deleted does not keep the others from it. */
  private void delete(String id, Queue<PopException> failures) {
    try {
      pop.delete(Filter.byId(id));
    } catch (PopException e) {
      failures.add(e);
    }
  }

  private void byAll(Runnable work) throws InterruptedException {
    List<Future<?>> parts = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      parts.add(threads.submit(work));
    }
    for (Future<?> part : parts) {
      try {
        part.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof PopException refusal
            ? refusal
            : new IllegalStateException("cannot create containers: " + e.getCause(), e);
      }
    }
  }
}
