package org.mano4j.testkit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs tasks one after the other, in their order, on threads of an executor. The state of one
 * service is changed on one lane and therefore needs no lock. Tasks never block; there are only as
 * many as messages are under way.
 */
final class Lane implements Executor {

  private final Executor executor;
  private final Consumer<Throwable> onError;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();

  /**
   * A lane on an executor.
   *
   * @param onError is told what a task throws; the tasks behind it run all the same
   */
  Lane(Executor executor, Consumer<Throwable> onError) {
    this.executor = executor;
    this.onError = onError;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (pending.getAndIncrement() == 0) {
      executor.execute(this::runAll);
    }
  }

  private void runAll() {
    do {
      Runnable task = tasks.remove();
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        onError.accept(e);
      }
    } while (pending.decrementAndGet() != 0);
  }
}
