package org.mano4j.pop.server;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Carries out what comes at once, but for stops: they come from within something else. */
final class HeldStops implements Executor {

  final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<Boolean> within = ThreadLocal.withInitial(() -> false);
  private boolean finishing;

  @Override
  public void execute(Runnable task) {
    if (within.get() && !finishing) {
      held.add(task);
      return;
    }
    boolean before = within.get();
    within.set(true);
    task.run();
    within.set(before);
  }

  boolean finishOne() {
    Runnable stop = held.poll();
    if (stop == null) {
      return false;
    }
    finishing = true;
    execute(stop);
    finishing = false;
    return true;
  }
}
