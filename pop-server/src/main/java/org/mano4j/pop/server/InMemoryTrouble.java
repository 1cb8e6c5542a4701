package org.mano4j.pop.server;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;

/** What one kind of call of an {@link InMemoryPopBackend} meets on demand. Thread-safe. */
final class InMemoryTrouble {

  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Gate gate;

  /** Makes the next call fail with this text. Several add up. */
  void failNext(String text) {
    failures.add(text);
  }

  /** Makes every call from now on wait at the gate returned. */
  Gate hold() {
    Gate made = new Gate();
    gate = made;
    return made;
  }

  /** Waits, then fails, if that is what was asked for. */
  void meet(String what) {
    Gate closed = gate;
    if (closed != null) {
      closed.pass(what);
    }
    String text = failures.poll();
    if (text != null) {
      throw new PopException(PopException.Code.UNKNOWN, text);
    }
  }
}
