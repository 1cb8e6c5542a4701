package org.mano4j.benchmarks.harness;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A load, and the processor time that it took on both sides of the network. That of the broker is
 * counted in ticks, and what it took is at least one.
 *
 * @param client of this process, in nanoseconds
 * @param broker of the broker's process, in nanoseconds
 */
public record Cost(Observed load, long client, long broker) {

  /** What the kernel counts the time of processes in. */
  private static final long TICK = 10_000_000;

  /**
   * Runs a load.
   *
   * @param broker its process; null if it is not on this machine
   */
  public static Cost of(Callable<Observed> load, @Nullable ProcessHandle broker) throws Exception {
    long client = clientTime();
    long brokers = brokerTime(broker);
    Observed observed = load.call();
    long took = broker == null ? 0 : Math.max(TICK, brokerTime(broker) - brokers);
    return new Cost(observed, clientTime() - client, took);
  }

  private static long clientTime() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  private static long brokerTime(@Nullable ProcessHandle broker) {
    return broker == null ? 0 : broker.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /** Both as one. */
  public Cost plus(Cost other) {
    return new Cost(load.plus(other.load), client + other.client, broker + other.broker);
  }

  /** Microseconds of this process for each operation. */
  public double clientMicros() {
    return client / 1e3 / load.times().getTotalCount();
  }

  /** Microseconds of the broker's process for each operation. */
  public double brokerMicros() {
    return broker / 1e3 / load.times().getTotalCount();
  }
}
