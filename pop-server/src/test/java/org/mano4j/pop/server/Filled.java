package org.mano4j.pop.server;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes records in which no component has its default value, also of types to come. */
final class Filled {

  private final RandomGenerator random;

  Filled(RandomGenerator random) {
    this.random = random;
  }

  <R extends Record> R record(Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = Arrays.stream(components).map(each -> value(each.getGenericType())).toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " cannot be made", e);
    }
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? List.of(value(of[0]), value(of[0]))
          : Map.of(value(of[0]), value(of[1]), value(of[0]), value(of[1]));
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return record(plain.asSubclass(Record.class));
    }
    if (plain.isEnum()) {
      Object[] constants = plain.getEnumConstants();
      return constants[1 + random.nextInt(constants.length - 1)];
    }
    if (plain == String.class) {
      return "text-" + random.nextLong();
    }
    if (plain == Instant.class) {
      return Instant.ofEpochSecond(random.nextInt(1, Integer.MAX_VALUE), random.nextInt(1, 1000));
    }
    if (plain == boolean.class) {
      return true;
    }
    if (plain == int.class || plain == Integer.class) {
      return random.nextInt(1, Integer.MAX_VALUE);
    }
    if (plain == long.class) {
      return random.nextLong(1, Long.MAX_VALUE);
    }
    if (plain == double.class) {
      return 0.5 + random.nextDouble();
    }
    throw new AssertionError("what is a value of " + type + "? Teach this class");
  }
}
