package org.mano4j.samples.pop;

/** The process is told to end while a command is under way, such as with Ctrl-C: it logs out. */
final class Interruption implements AutoCloseable {

  private final Thread hook;
  private volatile boolean happened;

  private Interruption(PopConnection connection) {
    this.hook =
        new Thread(
            () -> {
              happened = true;
              connection.close();
            },
            "log-out");
  }

  static Interruption ends(PopConnection connection) {
    Interruption interruption = new Interruption(connection);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Calls fail then, which nobody needs to be told. */
  boolean happened() {
    return happened;
  }

  /** From now on an end of the process is an end like others. */
  @Override
  public void close() {
    if (!happened) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        happened = true;
      }
    }
  }
}
