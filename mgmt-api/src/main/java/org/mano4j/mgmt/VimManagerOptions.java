package org.mano4j.mgmt;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link VimManager} works.
 *
 * @param parallelism most calls handled at a time, from 1 (16 by default); further ones wait in the
 *     queue
 * @param callLimit how long a call may take from its arrival, more than zero and at most 25
 *     minutes, since RabbitMQ closes the channel of a consumer that has not acknowledged after 30
 *     (2 minutes by default, which is what connectors wait); then it is answered with an error and
 *     its thread interrupted
 * @param executor runs the handler; null (the default) for threads of the manager's own, at most
 *     {@code parallelism}, which end when there is nothing to do
 * @param metrics told of every answer; nobody is by default
 */
public record VimManagerOptions(
    int parallelism, Duration callLimit, @Nullable Executor executor, MgmtMetrics metrics) {

  private static final Duration LONGEST_CALL = Duration.ofMinutes(25);

  /** Refuses impossible values. */
  public VimManagerOptions {
    Objects.requireNonNull(metrics, "metrics");
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1, not " + parallelism);
    }
    if (callLimit.isNegative() || callLimit.isZero() || callLimit.compareTo(LONGEST_CALL) > 0) {
      throw new IllegalArgumentException(
          "callLimit must be more than zero and at most 25 minutes, not " + callLimit);
    }
  }

  /** 16 calls at a time on own threads, 2 minutes each. */
  public static VimManagerOptions defaults() {
    return new VimManagerOptions(16, Duration.ofMinutes(2), null, MgmtMetrics.NONE);
  }

  /** The same with another parallelism. */
  public VimManagerOptions withParallelism(int parallelism) {
    return new VimManagerOptions(parallelism, callLimit, executor, metrics);
  }

  /** The same with another limit. */
  public VimManagerOptions withCallLimit(Duration callLimit) {
    return new VimManagerOptions(parallelism, callLimit, executor, metrics);
  }

  /** The same on an executor that somebody else owns. */
  public VimManagerOptions withExecutor(Executor executor) {
    return new VimManagerOptions(parallelism, callLimit, executor, metrics);
  }

  /** The same with counters. */
  public VimManagerOptions withMetrics(MgmtMetrics metrics) {
    return new VimManagerOptions(parallelism, callLimit, executor, metrics);
  }
}
