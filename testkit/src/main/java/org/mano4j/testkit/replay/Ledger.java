package org.mano4j.testkit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.Message;
import org.mano4j.testkit.replay.ReplayedMessage.Explained;
import org.mano4j.testkit.replay.ReplayedMessage.Outcome;

/** Which recorded messages have come, and how they differ. Thread-safe. */
final class Ledger {

  private final Recording recording;
  private final List<RecordedMessage> expected;
  private final List<IntendedDifference> intended;
  private final ReentrantLock lock = new ReentrantLock();
  private final Correspondence known = new Correspondence();
  private final Map<Integer, ReplayedMessage> done = new TreeMap<>();
  private final Map<Integer, CompletableFuture<Void>> arrivals = new TreeMap<>();
  private final List<String> unexpected = new ArrayList<>();
  private boolean finished;

  Ledger(Recording recording, List<RecordedMessage> script, List<IntendedDifference> intended) {
    this.recording = recording;
    this.expected = script.stream().filter(m -> !m.from().equals(Recording.NFVO)).toList();
    this.intended = intended;
    expected.forEach(m -> arrivals.put(m.number(), new CompletableFuture<>()));
  }

  /** Completes when this message of a manager has come. */
  CompletableFuture<Void> arrival(RecordedMessage message) {
    return Objects.requireNonNull(arrivals.get(message.number()));
  }

  /** The body that the NFVO sends: the recorded one with the ids of today. */
  byte[] toSend(RecordedMessage message) {
    lock.lock();
    try {
      JsonNode body = Translation.of(message.body(), known);
      known.learn(body);
      return body.equals(message.body()) ? message.bytes() : CatalogueJson.write(body);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes what a manager asks or tells.
   *
   * @return the recorded message that it is most like; empty if there is none
   */
  Optional<RecordedMessage> takeRequest(String key, Message message, JsonNode body) {
    lock.lock();
    try {
      String what = RecordedMessage.what(body);
      RecordedMessage best = null;
      int least = Integer.MAX_VALUE;
      for (RecordedMessage candidate : expected) {
        if (!candidate.isAnswer()
            && !done.containsKey(candidate.number())
            && candidate.address().key().equals(key)
            && candidate.what().equals(what)
            && sameManager(candidate.body(), body)) {
          int difference = Comparison.weigh(candidate.body(), body, known);
          if (difference < least) {
            least = difference;
            best = candidate;
          }
        }
      }
      if (best != null) {
        came(best, message, body);
      }
      return Optional.ofNullable(best);
    } finally {
      lock.unlock();
    }
  }

  /** Whether a registration or leave is of the same type or user; anything else names neither. */
  private static boolean sameManager(JsonNode recorded, JsonNode body) {
    return recorded.path("type").equals(body.path("type"))
        && recorded.path("username").equals(body.path("username"));
  }

  void takeAnswer(RecordedMessage recorded, Message message) {
    lock.lock();
    try {
      came(recorded, message, json(message));
    } finally {
      lock.unlock();
    }
  }

  private void came(RecordedMessage recorded, Message message, JsonNode body) {
    List<Difference> differences = new ArrayList<>();
    if (recorded.isAnswer()) {
      property("content_type", recorded.contentType(), message.contentType(), differences);
      property("correlation_id", recorded.correlationId(), message.correlationId(), differences);
    }
    differences.addAll(Comparison.compare(recorded.body(), body, known));
    add(recorded, Outcome.CAME, differences);
  }

  private static void property(
      String name, @Nullable String recorded, @Nullable String actual, List<Difference> into) {
    if (!Objects.equals(recorded, actual)) {
      into.add(
          new Difference(
              "properties:/" + name,
              recorded == null ? null : TextNode.valueOf(recorded),
              actual == null ? null : TextNode.valueOf(actual)));
    }
  }

  void missing(RecordedMessage recorded) {
    lock.lock();
    try {
      if (!done.containsKey(recorded.number())) {
        add(recorded, Outcome.MISSING, List.of());
      }
    } finally {
      lock.unlock();
    }
  }

  private void add(RecordedMessage recorded, Outcome outcome, List<Difference> differences) {
    List<Difference> others = new ArrayList<>();
    List<Explained> explained = new ArrayList<>();
    for (Difference difference : differences) {
      intended.stream()
          .filter(candidate -> candidate.covers(recorded, difference))
          .findFirst()
          .ifPresentOrElse(
              by -> explained.add(new Explained(difference, by)), () -> others.add(difference));
    }
    done.put(recorded.number(), new ReplayedMessage(recorded, outcome, others, explained));
    arrival(recorded).complete(null);
  }

  void unexpected(String sentence) {
    lock.lock();
    try {
      if (!finished) {
        unexpected.add(sentence);
      }
    } finally {
      lock.unlock();
    }
  }

  /** What comes from now on belongs to the end of the managers. */
  void finish() {
    lock.lock();
    try {
      finished = true;
    } finally {
      lock.unlock();
    }
  }

  Optional<RecordedMessage> answerTo(RecordedMessage request) {
    return recording.answerTo(request);
  }

  ReplayReport report() {
    lock.lock();
    try {
      return new ReplayReport(List.copyOf(done.values()), unexpected);
    } finally {
      lock.unlock();
    }
  }

  /** The body of a message; "missing", which equals nothing recorded, if it is not JSON. */
  static JsonNode json(Message message) {
    try {
      return CatalogueJson.mapper().readTree(message.body());
    } catch (IOException | CatalogueException e) {
      return MissingNode.getInstance();
    }
  }
}
