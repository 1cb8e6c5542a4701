package org.mano4j.samples;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.samples.daemon.Signals;

/**
 * Ctrl-C and TERM during a demo: what runs is given up, and what was made is removed all the same.
 * A second one ends the process at once. Thread-safe.
 */
final class DemoInterruption {

  private final ReentrantLock lock = new ReentrantLock();
  private final Runnable atOnce;
  private @Nullable Thread working;
  private @Nullable String signal;

  /**
   * Of the work of this thread, until {@link #release}.
   *
   * @param atOnce run at a second signal
   */
  DemoInterruption(Runnable atOnce) {
    this.atOnce = atOnce;
    this.working = Thread.currentThread();
  }

  /** Hears the signals of the process. */
  DemoInterruption hearingSignals() {
    Signals.at("INT", () -> happens("INT"));
    Signals.at("TERM", () -> happens("TERM"));
    return this;
  }

  /** A signal has come. */
  void happens(String name) {
    lock.lock();
    try {
      if (signal == null) {
        signal = name;
        if (working != null) {
          working.interrupt();
        }
        return;
      }
    } finally {
      lock.unlock();
    }
    atOnce.run();
  }

  /** From now on the thread tidies up, and is not disturbed; it is not interrupted any more. */
  void release() {
    lock.lock();
    try {
      working = null;
      Thread.interrupted();
    } finally {
      lock.unlock();
    }
  }

  /** The signal that has come; null if none has. */
  @Nullable String signal() {
    lock.lock();
    try {
      return signal;
    } finally {
      lock.unlock();
    }
  }
}
