package org.mano4j.testkit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireDate;

/**
 * Which actual id stands for which recorded one, and which ids and times came from the NFVO and so
 * must return as they are. One to one. A child sees what its parent knows; what it learns reaches
 * the parent only when it is {@linkplain #keep() kept}. Not thread-safe.
 */
final class Correspondence {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final @Nullable Correspondence parent;
  private final Map<String, String> actuals = new HashMap<>();
  private final Map<String, String> recordeds = new HashMap<>();
  private final Set<Instant> times = new HashSet<>();

  Correspondence() {
    this(null);
  }

  private Correspondence(@Nullable Correspondence parent) {
    this.parent = parent;
  }

  Correspondence child() {
    return new Correspondence(this);
  }

  void keep() {
    if (parent != null) {
      parent.actuals.putAll(actuals);
      parent.recordeds.putAll(recordeds);
    }
  }

  static boolean isId(String text) {
    return UUID.matcher(text).matches();
  }

  /** What stands for a recorded text. */
  @Nullable String actual(String recorded) {
    String here = actuals.get(recorded);
    return here != null || parent == null ? here : parent.actual(recorded);
  }

  private @Nullable String recorded(String actual) {
    String here = recordeds.get(actual);
    return here != null || parent == null ? here : parent.recorded(actual);
  }

  /** Lets one stand for the other from now on; false if either is taken already. */
  boolean bind(String recorded, String actual) {
    String bound = actual(recorded);
    String taken = recorded(actual);
    if (bound == null && taken == null) {
      actuals.put(recorded, actual);
      recordeds.put(actual, recorded);
      return true;
    }
    return actual.equals(bound) && recorded.equals(taken);
  }

  /** Whether two texts mean the same: equal, ids of the same thing, or times of what happens. */
  boolean same(String recorded, String actual) {
    if (isId(recorded) && isId(actual)) {
      return bind(recorded, actual);
    }
    String bound = actual(recorded);
    if (bound != null) {
      return bound.equals(actual);
    }
    if (recorded.equals(actual)) {
      return true;
    }
    Optional<Instant> was = time(recorded);
    Optional<Instant> is = time(actual);
    return was.isPresent() && is.isPresent() && (was.equals(is) || !fromNfvo(was.get()));
  }

  private static Optional<Instant> time(String text) {
    // shorter texts and plain numbers are names and versions that may look like a date
    return text.length() < 11 ? Optional.empty() : WireDate.read(text).instant();
  }

  private boolean fromNfvo(Instant time) {
    return times.contains(time) || (parent != null && parent.fromNfvo(time));
  }

  /** Takes note of what the NFVO sends: its ids and times have to come back unchanged. */
  void learn(JsonNode sent) {
    sent.properties()
        .forEach(
            property -> {
              learn(property.getKey());
              learn(property.getValue());
            });
    if (sent.isArray()) {
      sent.forEach(this::learn);
    } else if (sent.isTextual()) {
      learn(sent.textValue());
    }
  }

  private void learn(String text) {
    if (isId(text)) {
      if (recorded(text) == null) {
        bind(text, text);
      }
    } else {
      time(text).ifPresent(times::add);
    }
  }
}
