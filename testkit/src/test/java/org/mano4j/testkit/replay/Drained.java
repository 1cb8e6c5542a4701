package org.mano4j.testkit.replay;

import java.time.Duration;
import org.mano4j.vnfm.VnfmRuntime;

/** How a replayed VNF manager ends. */
final class Drained {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Drained() {}

  /**
   * Lets it end its work before it is closed: a request that was answered this moment would go back
   * to its queue, and a queue with requests keeps its type registered.
   */
  static AutoCloseable last(VnfmRuntime vnfm) {
    return () -> {
      vnfm.drain(PATIENCE);
      vnfm.close();
    };
  }
}
