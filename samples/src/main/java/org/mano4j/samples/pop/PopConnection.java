package org.mano4j.samples.pop;

import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopSessions;

/** A session at a Pop, for as long as a command takes. */
record PopConnection(PopSessions sessions, PopClient client) implements AutoCloseable {

  /** Logs out, waiting for at most a second. */
  @Override
  public void close() {
    sessions.close();
  }
}
