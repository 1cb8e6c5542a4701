package org.mano4j.vnfm;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * What the operations of one runtime share.
 *
 * @param allocate whether the handler allocates machines, in place of the NFVO
 * @param workers runs the handler
 * @param rpcTimeout longest wait for an answer of the NFVO
 * @param answerLimit longest time from a request to its answer
 * @param draining whether the runtime is about to stop
 * @param metrics what counts requests; never throws
 */
record Scope(
    VnfmHandler handler,
    boolean allocate,
    Channel channel,
    Executor workers,
    Clock clock,
    Duration rpcTimeout,
    Duration answerLimit,
    BooleanSupplier draining,
    VnfmMetrics metrics) {}
