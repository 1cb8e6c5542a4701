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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.PopException;

/** What runs on an {@link InMemoryPopBackend}, and the output of what has ended. Thread-safe. */
final class InMemoryInstances {

  private final ConcurrentMap<String, InstanceSpec> running = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, InMemoryOutput> outputs = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, InstanceState> ended = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, ContainerStats> stats = new ConcurrentHashMap<>();

  void add(InstanceSpec spec) {
    outputs.put(spec.id(), new InMemoryOutput());
    running.put(spec.id(), spec);
  }

  /**
   * Ends one; its output is kept.
   *
   * @param exitCode null if it was ended by force
   * @return whether it was there
   */
  boolean end(String id, @Nullable Integer exitCode) {
    if (running.remove(id) == null) {
      return false;
    }
    ended.put(id, InstanceState.kept(id, exitCode));
    stats.remove(id);
    InMemoryOutput output = outputs.get(id);
    if (output != null) {
      output.end();
    }
    return true;
  }

  /** Throws away the output of one that has ended. */
  void forget(String id) {
    if (ended.remove(id) != null) {
      outputs.remove(id);
    }
  }

  List<InstanceState> states() {
    return Stream.concat(
            running.keySet().stream().map(InstanceState::running), ended.values().stream())
        .toList();
  }

  boolean runs(String id) {
    return running.containsKey(id);
  }

  List<InstanceSpec> byName() {
    return running.values().stream().sorted(Comparator.comparing(InstanceSpec::name)).toList();
  }

  void write(String id, LogChunk.Stream stream, String text) {
    InMemoryOutput output = outputs.get(id);
    if (output == null || !runs(id)) {
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
    if (!runs(used.containerId())) {
      throw notRunning(used.containerId());
    }
    stats.put(used.containerId(), used);
  }

  ContainerStats stats(String id) {
    if (!runs(id)) {
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
