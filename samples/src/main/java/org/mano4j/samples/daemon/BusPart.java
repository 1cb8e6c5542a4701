package org.mano4j.samples.daemon;

import java.util.Locale;
import java.util.Optional;
import org.mano4j.messaging.BusState;

/** What a connection to a broker says of the health of who has it. */
public final class BusPart {

  private BusPart() {}

  /**
   * A part that works over a bus.
   *
   * @param running whether it is registered and takes what comes
   * @param life how it is otherwise
   * @param bus empty if it has none
   */
  public static PartHealth of(String part, boolean running, String life, Optional<BusState> bus) {
    String own = life.toLowerCase(Locale.ROOT);
    if (!running || bus.isEmpty()) {
      return new PartHealth(part, running, own);
    }
    BusState state = bus.get();
    boolean usable = state == BusState.OPEN || state == BusState.BLOCKED;
    String broker =
        switch (state) {
          case OPEN -> "";
          case BLOCKED -> "; the broker takes no messages now";
          default -> "; the connection to the broker is lost";
        };
    return new PartHealth(part, usable, own + broker);
  }
}
