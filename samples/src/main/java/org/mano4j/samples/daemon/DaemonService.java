package org.mano4j.samples.daemon;

import java.time.Duration;
import java.util.List;

/** What a {@link Daemon} runs. Each method may be called by another thread. */
public interface DaemonService extends AutoCloseable {

  /**
   * Starts it; when this returns, it serves.
   *
   * @param lost to be run if it ends by itself afterwards, without {@link #close}
   * @throws RuntimeException with a sentence that says why it cannot
   */
  void start(Runnable lost);

  /** Where or as what it serves, to go on after the word "ready"; after a start. */
  String ready();

  /** How its parts are now. Quick, and safe at any time. */
  List<PartHealth> health();

  /** Why it has ended by itself. */
  String loss();

  /**
   * Reads again what can be changed while it serves.
   *
   * @return what was done
   * @throws RuntimeException with a sentence that says why nothing was
   */
  String reload();

  /**
   * Takes nothing new, and waits for what is in work.
   *
   * @return what is left undone; empty for nothing
   */
  String drain(Duration atMost);

  /** Ends it at once. Idempotent, and safe before a start. */
  @Override
  void close();
}
