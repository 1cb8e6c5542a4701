package org.mano4j.pop.server;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link PopBackend} has of an instance.
 *
 * @param id from {@link InstanceSpec#id}
 * @param running whether it runs
 * @param exitCode what it has ended with; null if it runs, or the platform does not know
 * @param kept whether all that is left of it is what {@link PopBackend#forget} throws away: it
 *     holds neither its name nor its addresses
 */
public record InstanceState(String id, boolean running, @Nullable Integer exitCode, boolean kept) {

  /** Refuses an absent id. */
  public InstanceState {
    Objects.requireNonNull(id, "id");
  }

  /** One that runs. */
  public static InstanceState running(String id) {
    return new InstanceState(id, true, null, false);
  }

  /** One that has ended and is not removed yet. */
  public static InstanceState ended(String id, int exitCode) {
    return new InstanceState(id, false, exitCode, false);
  }

  /** One that has ended and of which only its output, or the like, is left. */
  public static InstanceState kept(String id, @Nullable Integer exitCode) {
    return new InstanceState(id, false, exitCode, true);
  }
}
