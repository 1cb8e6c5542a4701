package org.mano4j.pop.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.PopException;

/** What runs on an {@link InMemoryPopBackend}. Thread-safe. */
final class InMemoryInstances {

  private final ConcurrentMap<String, InstanceSpec> running = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, InMemoryOutput> outputs = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, ContainerStats> stats = new ConcurrentHashMap<>();

  void add(InstanceSpec spec) {
    outputs.put(spec.id(), new InMemoryOutput());
    running.put(spec.id(), spec);
  }

  /** Whether it was there. */
  boolean remove(String id) {
    boolean was = running.remove(id) != null;
    stats.remove(id);
    InMemoryOutput output = outputs.remove(id);
    if (output != null) {
      output.end();
    }
    return was;
  }

  List<InstanceState> states() {
    return running.keySet().stream().map(InstanceState::running).toList();
  }

  List<InstanceSpec> byName() {
    return running.values().stream().sorted(Comparator.comparing(InstanceSpec::name)).toList();
  }

  void write(String id, LogChunk.Stream stream, String text) {
    InMemoryOutput output = outputs.get(id);
    if (output == null) {
      throw notRunning(id);
    }
    output.write(LogChunk.of(stream, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Hands on what an instance writes; see {@link PopBackend#logs}. */
  void read(String id, LogOptions options, Consumer<LogChunk> reader) {
    InMemoryOutput written = outputs.get(id);
    if (written == null) {
      throw gone(id);
    }
    written.read(options, reader);
  }

  void use(ContainerStats used) {
    if (!running.containsKey(used.containerId())) {
      throw notRunning(used.containerId());
    }
    stats.put(used.containerId(), used);
  }

  ContainerStats stats(String id) {
    if (!running.containsKey(id)) {
      throw gone(id);
    }
    return stats.getOrDefault(
        id, new ContainerStats(id, Instant.now(), Duration.ZERO, 0, 0, 0, Map.of()));
  }

  /** For tests that mean another one. */
  IllegalArgumentException notRunning(String id) {
    return new IllegalArgumentException(
        "no instance '" + id + "' runs here, only " + running.keySet());
  }

  private static PopException gone(String id) {
    return new PopException(PopException.Code.NOT_FOUND, "no instance '" + id + "' runs here");
  }
}
