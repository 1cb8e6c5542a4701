package org.mano4j.pop.server;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link PopBackend} has of an instance.
 *
 * @param id from {@link InstanceSpec#id}
 * @param running whether it runs
 * @param exitCode what it has ended with; null if it runs, or the platform does not know
 */
public record InstanceState(String id, boolean running, @Nullable Integer exitCode) {

  /** Refuses an absent id. */
  public InstanceState {
    Objects.requireNonNull(id, "id");
  }

  /** One that runs. */
  public static InstanceState running(String id) {
    return new InstanceState(id, true, null);
  }

  /** One that has ended and is not removed yet. */
  public static InstanceState ended(String id, int exitCode) {
    return new InstanceState(id, false, exitCode);
  }
}
