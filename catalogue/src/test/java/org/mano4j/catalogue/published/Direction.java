package org.mano4j.catalogue.published;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who writes and who reads. */
enum Direction {
  FROM_HERE {
    @Override
    Object make(Class<?> type, Dice dice) {
      return new RandomRecords(dice).make(type, 0);
    }

    @Override
    Map<String, Object> properties(Object made) {
      Map<String, Object> properties = new LinkedHashMap<>();
      Map<String, RecordComponent> components = WireTypes.components(made.getClass());
      components.forEach((name, part) -> properties.put(name, WireTypes.get(part, made)));
      return properties;
    }

    @Override
    String write(Object made, Class<?> type) {
      return Wire.writeHere(made);
    }

    @Override
    Object read(String json, Class<?> type) {
      return Wire.readThere(json, type);
    }

    @Override
    List<String> differences(Object made, Object read) {
      return Comparison.differences(Allowances.MANO4J_WROTE, made, read);
    }
  },

  FROM_THERE {
    @Override
    Object make(Class<?> type, Dice dice) {
      return new RandomObjects(dice).make(Counterparts.of(type), 0);
    }

    @Override
    Map<String, Object> properties(Object made) {
      Map<String, Object> properties = new LinkedHashMap<>();
      Map<String, Field> fields = PublishedTypes.fields(made.getClass());
      fields.forEach((name, field) -> properties.put(name, PublishedTypes.get(field, made)));
      return properties;
    }

    @Override
    String write(Object made, Class<?> type) {
      return Wire.writeThere(made, type);
    }

    @Override
    Object read(String json, Class<?> type) {
      return Wire.readHere(json, type);
    }

    @Override
    List<String> differences(Object made, Object read) {
      return Comparison.differences(Allowances.PUBLISHED_WROTE, read, made);
    }
  };

  /** Makes an object on the side that writes; the type is always that of mano4j. */
  abstract Object make(Class<?> type, Dice dice);

  /** The properties of what was made, by their names in JSON. */
  abstract Map<String, Object> properties(Object made);

  abstract String write(Object made, Class<?> type);

  abstract Object read(String json, Class<?> type);

  /** What is different between that which was made and that which was read of it. */
  abstract List<String> differences(Object made, Object read);
}
