package org.mano4j.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a message has that a recorded one has not, and the other way round. */
record RecordedDifference(Set<String> missing, Set<String> added) {

  /** Between a recorded message and that of several which is most like it. */
  static RecordedDifference ofClosest(
      JsonNode recorded, Stream<JsonNode> sent, Collection<String> intended) {
    return sent.map(one -> of(recorded, one, intended))
        .min(Comparator.comparingInt(RecordedDifference::size))
        .orElseThrow();
  }

  /** The messages that were sent with the same action, or are calls of the same method. */
  static Stream<JsonNode> alike(JsonNode recorded, ScriptedVnfm vnfm, ScriptedDriver driver) {
    return recorded.has("methodName")
        ? driver.calls(recorded.path("methodName").asText()).stream()
        : vnfm.bodies().stream()
            .map(Recorded::read)
            .filter(sent -> sent.path("action").equals(recorded.path("action")));
  }

  private static RecordedDifference of(
      JsonNode recorded, JsonNode sent, Collection<String> intended) {
    Set<String> missing = Recorded.fields(recorded);
    missing.removeAll(Recorded.fields(sent));
    missing.removeIf(field -> ends(field, intended));
    Set<String> added = new TreeSet<>(Recorded.fields(sent));
    added.removeAll(Recorded.fields(recorded));
    // empty collections are written where the real one leaves them out
    added.removeIf(field -> ends(field, List.of(" {}", " []")) || ends(field, intended));
    return new RecordedDifference(missing, added);
  }

  private static boolean ends(String field, Collection<String> endings) {
    return endings.stream().anyMatch(field::endsWith);
  }

  private int size() {
    return missing.size() + added.size();
  }
}
