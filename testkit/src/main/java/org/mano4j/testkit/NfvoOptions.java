package org.mano4j.testkit;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * How an {@link OfflineNfvo} behaves.
 *
 * @param orderedStart whether START is sent one by one, fewest sources first, once every VNFR is
 *     ready; descriptors with a cycle are refused then (default false)
 * @param answerTimeout how long a VNFM may take for an answer, more than zero; then its VNFR goes
 *     to ERROR (default 15 minutes, more than a VNFM takes to give up itself; a real NFVO waits for
 *     ever)
 * @param driverTimeout how long a VIM driver may take for an answer, more than zero (default 120 s)
 * @param releaseTimeout how long VNFMs may take to answer RELEASE_RESOURCES, more than zero; then
 *     their VNFRs are released without them (default 30 s)
 * @param parallelLaunches most launches at a time on one VIM, from 1; further ones wait (default
 *     16)
 * @param awaitDeletes whether scale-in and terminate end only when the driver has answered each
 *     deletion; on the wire a real NFVO does not wait for it (default true)
 * @param traceLimit most messages the trace keeps, from 1; older ones are dropped and counted
 *     (default 100,000)
 * @param brokerIp told to VNFMs in {@code extension} (default 127.0.0.1)
 * @param brokerPort told to VNFMs in {@code extension} (default 5672)
 * @param timezone told to VNFMs in {@code extension} (default UTC)
 * @param presencePause how long between two looks at the broker's list of queues, more than zero;
 *     only if it manages the broker (default 20 s)
 */
@RecordBuilder
public record NfvoOptions(
    boolean orderedStart,
    Duration answerTimeout,
    Duration driverTimeout,
    Duration releaseTimeout,
    int parallelLaunches,
    boolean awaitDeletes,
    int traceLimit,
    String brokerIp,
    String brokerPort,
    String timezone,
    Duration presencePause)
    implements NfvoOptionsBuilder.With {

  /** Refuses impossible values. */
  public NfvoOptions {
    positive(answerTimeout, "answerTimeout");
    positive(driverTimeout, "driverTimeout");
    positive(releaseTimeout, "releaseTimeout");
    positive(presencePause, "presencePause");
    atLeastOne(parallelLaunches, "parallelLaunches");
    atLeastOne(traceLimit, "traceLimit");
  }

  /** The defaults named at the components. */
  public static NfvoOptions defaults() {
    return new NfvoOptions(
        false,
        Duration.ofMinutes(15),
        Duration.ofSeconds(120),
        Duration.ofSeconds(30),
        16,
        true,
        100_000,
        "127.0.0.1",
        "5672",
        "UTC",
        Duration.ofSeconds(20));
  }

  private static void positive(Duration value, String name) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be more than zero, not " + value);
    }
  }

  private static void atLeastOne(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }
}
