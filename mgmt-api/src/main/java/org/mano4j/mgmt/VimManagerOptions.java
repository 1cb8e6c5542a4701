package org.mano4j.mgmt;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link VimManager} works.
 *
 * @param parallelism most calls handled at a time, from 1 (16 by default); further ones wait in the
 *     queue
 * @param executor runs the handler; null (the default) for threads of the manager's own, at most
 *     {@code parallelism}, which end when there is nothing to do
 */
public record VimManagerOptions(int parallelism, @Nullable Executor executor) {

  /** Refuses impossible values. */
  public VimManagerOptions {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1, not " + parallelism);
    }
  }

  /** 16 calls at a time on own threads. */
  public static VimManagerOptions defaults() {
    return new VimManagerOptions(16, null);
  }

  /** The same with another parallelism. */
  public VimManagerOptions withParallelism(int parallelism) {
    return new VimManagerOptions(parallelism, executor);
  }

  /** The same on an executor that somebody else owns. */
  public VimManagerOptions withExecutor(Executor executor) {
    return new VimManagerOptions(parallelism, executor);
  }
}
