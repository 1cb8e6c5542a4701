package org.mano4j.pop;

import org.jspecify.annotations.Nullable;

/**
 * What is wanted of the output of a container.
 *
 * @param tail at most so many of the last lines that are there already, 0 or more; null for all
 * @param follow whether to go on with what comes, until the container ends
 */
public record LogOptions(@Nullable Integer tail, boolean follow) {

  /** Refuses a tail below 0. */
  public LogOptions {
    if (tail != null && tail < 0) {
      throw new IllegalArgumentException("tail must be 0 or more lines, but is " + tail);
    }
  }

  /** All that is there already. */
  public static LogOptions all() {
    return new LogOptions(null, false);
  }

  /** The last lines of what is there already. */
  public static LogOptions tail(int lines) {
    return new LogOptions(lines, false);
  }

  /** The same, and what comes, until the container ends. */
  public LogOptions following() {
    return new LogOptions(tail, true);
  }
}
