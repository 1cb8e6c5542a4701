package org.mano4j.testkit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares an actual body with a recorded one, field by field, up to ids and times as {@link
 * Correspondence} has it. Elements of arrays are matched wherever they stand, since nearly all
 * arrays of the wire are sets to the peers, which write them in any order.
 */
final class Comparison {

  /** Arrays whose order means something. */
  private static final Set<String> LISTS =
      Set.of("answer", "outputLog", "errorLog", "lifecycle_events", "payload", "stackTrace");

  /** An id that stands for another one weighs more than any other difference of an element. */
  private static final int WRONG_ID = 1000;

  private final Correspondence known;
  private final List<Difference> differences = new ArrayList<>();
  private int weight;

  private Comparison(Correspondence known) {
    this.known = known;
  }

  /** All differences; ids that are met for the first time are learnt. */
  static List<Difference> compare(JsonNode recorded, JsonNode actual, Correspondence known) {
    Comparison comparison = new Comparison(known);
    comparison.compare("", recorded, actual);
    return comparison.differences;
  }

  /** How much they differ, 0 if not at all; nothing is learnt. */
  static int weigh(JsonNode recorded, JsonNode actual, Correspondence known) {
    Comparison comparison = new Comparison(known.child());
    comparison.compare("", recorded, actual);
    return comparison.weight;
  }

  private void compare(String pointer, JsonNode recorded, JsonNode actual) {
    if (recorded.isObject() && actual.isObject()) {
      objects(pointer, recorded, actual);
    } else if (recorded.isArray() && actual.isArray()) {
      if (LISTS.contains(pointer.substring(pointer.lastIndexOf('/') + 1))) {
        lists(pointer, recorded, actual);
      } else {
        sets(pointer, recorded, actual);
      }
    } else if (!sameValue(recorded, actual)) {
      boolean ids = Correspondence.isId(recorded.asText()) && Correspondence.isId(actual.asText());
      add(pointer, recorded, actual, ids ? WRONG_ID : 1);
    }
  }

  private boolean sameValue(JsonNode recorded, JsonNode actual) {
    if (recorded.isTextual() && actual.isTextual()) {
      return known.same(recorded.textValue(), actual.textValue());
    }
    if (recorded.isNumber() && actual.isNumber()) {
      return recorded.decimalValue().compareTo(actual.decimalValue()) == 0;
    }
    return recorded.equals(actual);
  }

  private void objects(String pointer, JsonNode recorded, JsonNode actual) {
    Set<String> left = new LinkedHashSet<>();
    actual.fieldNames().forEachRemaining(left::add);
    recorded
        .properties()
        .forEach(
            property -> {
              String key = property.getKey();
              String counterpart = counterpart(key, property.getValue(), actual, left);
              if (counterpart == null) {
                add(pointer + "/" + escaped(key), property.getValue(), null, 1);
              } else {
                left.remove(counterpart);
                compare(pointer + "/" + escaped(key), property.getValue(), actual.get(counterpart));
              }
            });
    left.forEach(key -> add(pointer + "/" + escaped(key), null, actual.get(key), 1));
  }

  /** The key itself; where keys are ids, the one that stands for it or may do so from now on. */
  private @Nullable String counterpart(
      String key, JsonNode value, JsonNode actual, Set<String> left) {
    String bound = known.actual(key);
    if (bound != null || !Correspondence.isId(key)) {
      String same = bound == null ? key : bound;
      return left.contains(same) ? same : null;
    }
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : left) {
      if (Correspondence.isId(candidate) && known.child().bind(key, candidate)) {
        int difference = weigh(value, actual.get(candidate), known);
        if (difference < least) {
          least = difference;
          best = candidate;
        }
      }
    }
    if (best != null) {
      known.bind(key, best);
    }
    return best;
  }

  private void lists(String pointer, JsonNode recorded, JsonNode actual) {
    int most = Math.max(recorded.size(), actual.size());
    for (int i = 0; i < most; i++) {
      String element = pointer + "/" + i;
      if (i >= actual.size()) {
        add(element, recorded.get(i), null, 1);
      } else if (i >= recorded.size()) {
        add(element, null, actual.get(i), 1);
      } else {
        compare(element, recorded.get(i), actual.get(i));
      }
    }
  }

  /** First those that are the same, then of the others each with the one it differs from least. */
  private void sets(String pointer, JsonNode recorded, JsonNode actual) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < actual.size(); i++) {
      left.add(i);
    }
    List<Integer> changed = new ArrayList<>();
    for (int i = 0; i < recorded.size(); i++) {
      int match = match(recorded.get(i), actual, left, 0);
      if (match < 0) {
        changed.add(i);
      } else {
        compare(pointer + "/" + i, recorded.get(i), actual.get(match));
        left.remove(Integer.valueOf(match));
      }
    }
    for (int i : changed) {
      int match = match(recorded.get(i), actual, left, WRONG_ID - 1);
      if (match < 0) {
        add(pointer + "/" + i, recorded.get(i), null, 1);
      } else {
        compare(pointer + "/" + i, recorded.get(i), actual.get(match));
        left.remove(Integer.valueOf(match));
      }
    }
    left.forEach(i -> add(pointer + "/" + i, null, actual.get(i), 1));
  }

  private int match(JsonNode recorded, JsonNode actual, List<Integer> left, int most) {
    int best = -1;
    int least = most + 1;
    for (int candidate : left) {
      int difference = weigh(recorded, actual.get(candidate), known);
      if (difference < least) {
        least = difference;
        best = candidate;
      }
    }
    return best;
  }

  private void add(
      String pointer, @Nullable JsonNode recorded, @Nullable JsonNode actual, int weighs) {
    weight += weighs;
    differences.add(new Difference(pointer, recorded, actual));
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
