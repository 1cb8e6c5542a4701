package org.mano4j.messaging;

import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link InMemoryBusConnector} works.
 *
 * @param executor runs the {@link DeliveryHandler}s, one task for each subscription that has
 *     something to do; it needs as many threads as there are subscriptions whose handlers block.
 *     Time-outs never need it. Null (the default) for threads of the connector's own: daemons, one
 *     for each subscription that is busy at that moment, which end when idle for some seconds
 * @param queueLimit most messages that wait in one queue without having been delivered, from 1
 *     (1,000,000 by default); at the limit publishing fails with {@link BusException.Refused}. Also
 *     the most requests of one bus that wait for their answers
 * @param metrics counts what happens; counts nothing by default
 */
public record InMemoryBusOptions(@Nullable Executor executor, int queueLimit, BusMetrics metrics) {

  /** Refuses impossible values. */
  public InMemoryBusOptions {
    Objects.requireNonNull(metrics, "metrics");
    if (queueLimit < 1) {
      throw new IllegalArgumentException("queueLimit must be at least 1, not " + queueLimit);
    }
  }

  /** Own threads, 1,000,000 messages. */
  public static InMemoryBusOptions defaults() {
    return new InMemoryBusOptions(null, 1_000_000, BusMetrics.NONE);
  }

  /** The same on an executor that somebody else owns. */
  public InMemoryBusOptions withExecutor(Executor executor) {
    return new InMemoryBusOptions(executor, queueLimit, metrics);
  }

  /** The same with another limit. */
  public InMemoryBusOptions withQueueLimit(int queueLimit) {
    return new InMemoryBusOptions(executor, queueLimit, metrics);
  }

  /** The same with another counter. */
  public InMemoryBusOptions withMetrics(BusMetrics metrics) {
    return new InMemoryBusOptions(executor, queueLimit, metrics);
  }
}
