package org.mano4j.pop;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What the instance of a container uses. Counters begin at 0 with the instance.
 *
 * @param containerId id of the container
 * @param time when it was measured
 * @param cpu processor time used so far
 * @param memory bytes in use
 * @param memoryLimit bytes; 0 for no limit
 * @param pids processes and threads; 0 if not known
 * @param networks by network name
 */
@RecordBuilder
public record ContainerStats(
    String containerId,
    Instant time,
    Duration cpu,
    long memory,
    long memoryLimit,
    long pids,
    Map<String, NetworkStats> networks)
    implements ContainerStatsBuilder.With {

  /** Copies the networks. */
  public ContainerStats {
    containerId = Objects.requireNonNullElse(containerId, "");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(cpu, "cpu");
    networks = Copies.sorted(networks);
  }
}
