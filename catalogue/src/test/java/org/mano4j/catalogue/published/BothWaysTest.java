package org.mano4j.catalogue.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every type, against the published class that the peers' own Gson reads and writes. {@code
 * -Dseeds=5000} tries more instances of each, {@code -Dseed=17} only this one.
 */
class BothWaysTest {

  @TestFactory
  Stream<DynamicTest> whatMano4jWritesIsReadThereWithEveryFieldEqual() {
    return eachType(Direction.FROM_HERE);
  }

  @TestFactory
  Stream<DynamicTest> whatIsWrittenThereIsReadByMano4jWithEveryFieldEqual() {
    return eachType(Direction.FROM_THERE);
  }

  private static Stream<DynamicTest> eachType(Direction direction) {
    return Counterparts.types()
        .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> all(type, direction)));
  }

  private static void all(Class<?> type, Direction direction) {
    Set<String> filled = new TreeSet<>();
    Seeds.all().forEach(seed -> one(type, seed, direction, filled));

    if (Seeds.includeFull()) {
      Set<String> properties = new TreeSet<>(WireTypes.components(type).keySet());
      properties.removeIf(name -> Constraints.never(Counterparts.of(type), name));
      assertThat(filled)
          .as("properties of %s that had a value at least once", type.getSimpleName())
          .containsAll(properties);
    }
  }

  private static void one(Class<?> type, long seed, Direction direction, Set<String> filled) {
    Object made = direction.make(type, new Dice(seed, type));
    direction.properties(made).forEach((name, value) -> note(name, value, filled));
    String json = direction.write(made, type);
    List<String> differences;
    try {
      differences = direction.differences(made, direction.read(json, type));
    } catch (RuntimeException e) {
      throw new AssertionError(message(type, seed, e.toString(), json), e);
    }
    if (!differences.isEmpty()) {
      fail(message(type, seed, String.join("\n  ", differences), json));
    }
  }

  private static void note(String name, Object value, Set<String> filled) {
    boolean empty =
        value == null
            || value instanceof Collection<?> collection && collection.isEmpty()
            || value instanceof Map<?, ?> map && map.isEmpty();
    if (!empty) {
      filled.add(name);
    }
  }

  private static String message(Class<?> type, long seed, String what, String json) {
    return "%s, seed %d (again with -Dseed=%d):%n  %s%nwritten: %s"
        .formatted(
            type.getSimpleName(),
            seed,
            seed,
            what,
            json.length() <= 2000 ? json : json.substring(0, 2000) + "...");
  }
}
