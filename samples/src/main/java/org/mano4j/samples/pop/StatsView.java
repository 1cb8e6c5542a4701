package org.mano4j.samples.pop;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.NetworkStats;

/**
 * What a container uses.
 *
 * @param cpuSeconds processor time since its start
 * @param memory bytes
 * @param memoryLimit bytes; 0 for none
 */
record StatsView(
    String name,
    String extId,
    String time,
    double cpuSeconds,
    long memory,
    long memoryLimit,
    long pids,
    Map<String, NetworkStats> networks) {

  static final Table<StatsView> TABLE =
      new Table<StatsView>()
          .column("NAME", StatsView::name)
          .column("CPU", stats -> Amounts.seconds(stats.cpuSeconds))
          .column("MEMORY", stats -> Amounts.bytes(stats.memory))
          .column("LIMIT", stats -> stats.memoryLimit == 0 ? "" : Amounts.bytes(stats.memoryLimit))
          .column("PIDS", stats -> stats.pids == 0 ? "" : "" + stats.pids)
          .column("NETWORK IN/OUT", StatsView::traffic);

  static StatsView of(String name, ContainerStats stats) {
    return new StatsView(
        name,
        stats.containerId(),
        Dates.text(stats.time()),
        stats.cpu().toNanos() / 1e9,
        stats.memory(),
        stats.memoryLimit(),
        stats.pids(),
        new TreeMap<>(stats.networks()));
  }

  private String traffic() {
    return networks.entrySet().stream()
        .map(
            entry ->
                "%s=%s/%s"
                    .formatted(
                        entry.getKey(),
                        Amounts.bytes(entry.getValue().receivedBytes()),
                        Amounts.bytes(entry.getValue().sentBytes())))
        .collect(Collectors.joining(" "));
  }
}
