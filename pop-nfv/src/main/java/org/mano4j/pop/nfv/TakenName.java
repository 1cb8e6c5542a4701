package org.mano4j.pop.nfv;

import java.time.Duration;
import java.util.Optional;
import org.mano4j.pop.Container;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopReason;

/** Who has a name that a Pop does not give away twice. */
final class TakenName {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private TakenName() {}

  /**
   * The container of a name that was refused. A creation that is under way, such as of the same
   * call a moment ago, has the name before the container can be seen; that is waited for.
   *
   * @return empty if there is none even so
   */
  static Optional<Container> holder(PopClient pop, String name, PopException refusal) {
    long begun = System.nanoTime();
    Optional<Container> found = pop.container(Filter.byName(name));
    while (found.isEmpty()
        && !refusal.reason().equals(PopReason.ADDRESS_TAKEN)
        && System.nanoTime() - begun < PATIENCE.toNanos()) {
      Departure.pause("container '" + name + "' was made", PAUSE);
      found = pop.container(Filter.byName(name));
    }
    return found;
  }
}
