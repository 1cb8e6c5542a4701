package org.mano4j.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How tests wait: as long as a busy machine, a broker or another process may need. */
public final class Waiting {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Waiting() {}

  /** The limit is there for what never comes. */
  public static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE);
  }
}
