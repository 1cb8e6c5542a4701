package org.mano4j.messaging;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Routes keys to queues. Plain keys cost one look-up; keys with wildcards are tried one by one. */
final class TopicExchange {

  private final Map<String, List<MemoryQueue>> plain = new ConcurrentHashMap<>();
  private final List<Wild> wild = new CopyOnWriteArrayList<>();

  private record Wild(String key, TopicPattern pattern, MemoryQueue queue) {}

  /** Binding twice is binding once. */
  void bind(String key, MemoryQueue queue) {
    if (!TopicPattern.isPattern(key)) {
      plain.merge(
          key, List.of(queue), (old, one) -> old.contains(queue) ? old : append(old, queue));
    } else if (wild.stream().noneMatch(w -> w.queue == queue && w.key.equals(key))) {
      wild.add(new Wild(key, TopicPattern.of(key), queue));
    }
  }

  void unbind(String key, MemoryQueue queue) {
    plain.computeIfPresent(
        key,
        (k, old) -> {
          List<MemoryQueue> rest = old.stream().filter(other -> other != queue).toList();
          return rest.isEmpty() ? null : rest;
        });
    wild.removeIf(w -> w.queue == queue && w.key.equals(key));
  }

  /** The queues for a key, each once. */
  Collection<MemoryQueue> route(String key) {
    List<MemoryQueue> exact = plain.getOrDefault(key, List.of());
    if (wild.isEmpty()) {
      return exact;
    }
    String[] words = TopicPattern.words(key);
    Set<MemoryQueue> queues = new LinkedHashSet<>(exact);
    for (Wild binding : wild) {
      if (binding.pattern.matches(words)) {
        queues.add(binding.queue);
      }
    }
    return queues;
  }

  private static List<MemoryQueue> append(List<MemoryQueue> queues, MemoryQueue queue) {
    return Stream.concat(queues.stream(), Stream.of(queue)).toList();
  }
}
