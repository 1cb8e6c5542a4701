package org.mano4j.testkit;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.mano4j.messaging.MessageBus;

/**
 * What all parts of one orchestrator share.
 *
 * @param executor runs everything that is not done by threads of the bus
 * @param hostnames of all servers that exist; a concurrent set
 */
record Core(
    MessageBus bus,
    Executor executor,
    Clock clock,
    Supplier<String> ids,
    RandomGenerator random,
    NfvoOptions options,
    Trace trace,
    Faults faults,
    String projectId,
    Set<String> hostnames) {

  private static final int HOSTNAME_NUMBERS = 10_000_000;

  /** A name that no server has yet: {@code <vnfr name>-<0..9999999>}. */
  String newHostname(String vnfr) {
    String hostname;
    do {
      hostname = vnfr + "-" + random.nextInt(HOSTNAME_NUMBERS);
    } while (!hostnames.add(hostname));
    return hostname;
  }
}
