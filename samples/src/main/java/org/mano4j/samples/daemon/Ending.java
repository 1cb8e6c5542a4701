package org.mano4j.samples.daemon;

/** The end of what a program runs, whoever brings it about. */
@FunctionalInterface
public interface Ending {

  /** Waits for it. */
  void await() throws InterruptedException;

  /**
   * Waits for it in a thread that keeps no program alive, and then does something.
   *
   * @param thread the name of the thread
   */
  static void then(String thread, Ending ending, Runnable action) {
    Thread watch =
        new Thread(
            () -> {
              try {
                ending.await();
                action.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            thread);
    watch.setDaemon(true);
    watch.start();
  }
}
