package org.mano4j.benchmarks.pop;

import java.io.IOException;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopSessions;

/**
 * A Pop called in both ways, each with a connection and a session of its own.
 *
 * @param ours through mano4j
 * @param bare through the generated stub
 */
record BothWays(PopSessions sessions, PopClient ours, BarePop bare) implements AutoCloseable {

  static BothWays to(PopAddress pop) throws IOException {
    BarePop bare = BarePop.at(pop);
    PopSessions sessions = PopSessions.create(pop.options());
    return new BothWays(sessions, sessions.client(pop.endpoint(), pop.user()), bare);
  }

  @Override
  public void close() {
    sessions.close();
    bare.close();
  }
}
