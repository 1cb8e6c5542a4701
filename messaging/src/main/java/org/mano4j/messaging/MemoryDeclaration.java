package org.mano4j.messaging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a queue of the in-memory broker was declared as, and by whom.
 *
 * @param spec its properties
 * @param owner the only bus that may use it, if it is exclusive
 * @param expires after which time without a consumer it vanishes, if at all
 */
record MemoryDeclaration(QueueSpec spec, MemoryBus owner, @Nullable Duration expires) {

  private static final Logger log = LoggerFactory.getLogger(MemoryDeclaration.class);
  private static final String EXPIRES = "x-expires";

  static MemoryDeclaration of(QueueSpec spec, MemoryBus owner) {
    for (String argument : spec.arguments().keySet()) {
      if (!argument.equals(EXPIRES)) {
        log.info("queue '{}': '{}' has no effect in memory", spec.name(), argument);
      }
    }
    return new MemoryDeclaration(spec, owner, expires(spec));
  }

  private static @Nullable Duration expires(QueueSpec spec) {
    Object value = spec.arguments().get(EXPIRES);
    if (value == null) {
      return null;
    }
    if (value instanceof Number millis && millis.longValue() > 0) {
      return Duration.ofMillis(millis.longValue());
    }
    throw new BusException.Mismatch(
        "cannot declare queue '"
            + spec.name()
            + "': "
            + EXPIRES
            + " must be a number of milliseconds above zero, not "
            + value);
  }

  boolean isExclusiveTo(MemoryBus bus) {
    return spec.exclusive() && owner == bus;
  }

  /** Refuses those who may not use it. */
  void checkUser(MemoryBus bus) {
    if (spec.exclusive() && owner != bus) {
      throw new BusException.Denied(
          "queue '" + spec.name() + "' belongs to another connection alone; choose another name");
    }
  }

  /** Refuses another declaration that does not fit. */
  void check(QueueSpec other, MemoryBus bus) {
    checkUser(bus);
    if (!properties(spec).equals(properties(other))) {
      throw new BusException.Mismatch(
          "queue '"
              + spec.name()
              + "' is there with other properties ("
              + properties(spec)
              + "; wanted: "
              + properties(other)
              + "); use the same ones, or delete it first");
    }
  }

  private static String properties(QueueSpec spec) {
    return (spec.durable() ? "durable" : "not durable")
        + (spec.autoDelete() ? ", auto-delete" : "")
        + (spec.exclusive() ? ", exclusive" : "")
        + ", arguments "
        + new java.util.TreeMap<>(spec.arguments());
  }
}
