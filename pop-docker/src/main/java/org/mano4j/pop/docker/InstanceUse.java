package org.mano4j.pop.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DockerClientImpl;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.NetworkStats;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** What running containers use. Thread-safe. */
final class InstanceUse {

  private final Engine engine;
  private final OneShotStats oneShot = new OneShotStats();

  InstanceUse(Engine engine) {
    this.engine = engine;
  }

  /** One measurement, of now. */
  ContainerStats of(String instanceId, String engineId) {
    return engine.call(
        "measure instance '" + instanceId + "'",
        docker -> {
          InspectContainerResponse container = docker.inspectContainerCmd(engineId).exec();
          if (!Boolean.TRUE.equals(container.getState().getRunning())) {
            throw notRunning(instanceId);
          }
          return stats(
              container, oneShot.of(((DockerClientImpl) docker).getHttpClient(), engineId));
        });
  }

  static PopException notRunning(String instanceId) {
    return new PopException(
        Code.FAILED_PRECONDITION,
        PopReason.WRONG_STATE,
        "instance '" + instanceId + "' does not run, so it uses nothing");
  }

  private static ContainerStats stats(InspectContainerResponse container, JsonNode measured) {
    HostConfig limits = container.getHostConfig();
    Long memoryLimit = limits == null ? null : limits.getMemory();
    Map<String, String> labels = container.getConfig().getLabels();
    return new ContainerStats(
        labels == null ? "" : labels.getOrDefault(Labels.CONTAINER, ""),
        EngineTime.parse(measured.path("read").textValue()).orElseGet(Instant::now),
        Duration.ofNanos(measured.path("cpu_stats").path("cpu_usage").path("total_usage").asLong()),
        memory(measured.path("memory_stats")),
        memoryLimit == null ? 0 : memoryLimit,
        measured.path("pids_stats").path("current").asLong(),
        networks(container, measured.path("networks")));
  }

  /** Without the files that are only cached, which the kernel gives back when it needs them. */
  private static long memory(JsonNode memory) {
    JsonNode details = memory.path("stats");
    JsonNode cached = details.path("total_inactive_file");
    long inactive = (cached.isMissingNode() ? details.path("inactive_file") : cached).asLong();
    long usage = memory.path("usage").asLong();
    return inactive < usage ? usage - inactive : usage;
  }

  /**
   * The engine counts by the names of interfaces. With one network that is it; with several it does
   * not tell which is which, and the interfaces' names are told.
   */
  private static Map<String, NetworkStats> networks(
      InspectContainerResponse container, JsonNode counted) {
    Set<String> networks = container.getNetworkSettings().getNetworks().keySet();
    boolean one = networks.size() == 1 && counted.size() == 1;
    Map<String, NetworkStats> found = new TreeMap<>();
    for (Map.Entry<String, JsonNode> counters : counted.properties()) {
      found.put(one ? networks.iterator().next() : counters.getKey(), network(counters.getValue()));
    }
    return found;
  }

  private static NetworkStats network(JsonNode counters) {
    return new NetworkStats(
        counters.path("rx_bytes").asLong(),
        counters.path("rx_packets").asLong(),
        counters.path("tx_bytes").asLong(),
        counters.path("tx_packets").asLong());
  }
}
