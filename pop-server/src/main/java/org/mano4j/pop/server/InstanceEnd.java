package org.mano4j.pop.server;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an instance has ended.
 *
 * @param exitCode what it ended with; 0 means that all was well; null if the platform does not know
 * @param remark in words what the exit code does not tell, such as {@code out of memory}; callers
 *     of the Pop see it in the extended status. Empty for nothing
 */
public record InstanceEnd(@Nullable Integer exitCode, String remark) {

  /** Refuses an absent remark. */
  public InstanceEnd {
    Objects.requireNonNull(remark, "remark");
  }

  /** One whose exit code tells all. */
  public static InstanceEnd of(int exitCode) {
    return new InstanceEnd(exitCode, "");
  }

  /**
   * One whose exit code nobody knows.
   *
   * @param remark how it is known that it has ended
   */
  public static InstanceEnd unknown(String remark) {
    return new InstanceEnd(null, remark);
  }
}
