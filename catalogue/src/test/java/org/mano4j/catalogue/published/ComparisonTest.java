package org.mano4j.catalogue.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The comparison that the other tests rest on sees what is lost. */
class ComparisonTest {

  @TestFactory
  Stream<DynamicTest> noticesThatAPropertyWasLostOnTheWayThere() {
    return Counterparts.types()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.getSimpleName(),
                    () ->
                        PublishedTypes.fields(Counterparts.of(type))
                            .values()
                            .forEach(field -> noticesTheLossOf(field, type))));
  }

  private static void noticesTheLossOf(Field field, Class<?> type) {
    Object here = new RandomRecords(new Dice(1, type)).make(type, 0);
    Object there = Wire.readThere(Wire.writeHere(here), type);
    Object lost = PublishedTypes.untouched(field, there.getClass());
    if (equal(PublishedTypes.get(field, there), lost)) {
      return; // nothing to lose
    }
    PublishedTypes.set(field, there, lost);

    assertThat(Comparison.differences(Allowances.MANO4J_WROTE, here, there))
        .singleElement()
        .asString()
        .startsWith("'/" + field.getName() + "'");
  }

  private static boolean equal(Object a, Object b) {
    return a == null ? b == null : a.equals(b);
  }
}
