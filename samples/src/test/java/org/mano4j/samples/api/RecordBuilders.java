package org.mano4j.samples.api;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Generated builders follow from their records. One that has exactly what follows takes one word in
 * the listing; any other is written out.
 */
final class RecordBuilders {

  private RecordBuilders() {}

  /** Whether a class is the builder of a record, complete and with nothing more. */
  static boolean isRegular(Class<?> type) {
    if (!Modifier.isPublic(type.getModifiers()) || type.getEnclosingClass() != null) {
      return false;
    }
    Class<?> record = findRecord(type);
    return record != null
        && methods(type).equals(expected(type, record))
        && withersAreRegular(type, record);
  }

  /** The record that a builder builds. */
  static Class<?> recordOf(Class<?> builder) {
    Class<?> record = findRecord(builder);
    if (record == null) {
      throw new IllegalArgumentException(builder + " builds no record");
    }
    return record;
  }

  private static @Nullable Class<?> findRecord(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getName().equals("build") && method.getParameterCount() == 0)
        .map(Method::getReturnType)
        .filter(built -> built.isRecord() && type.getName().endsWith("Builder"))
        .findFirst()
        .orElse(null);
  }

  private static Set<String> expected(Class<?> builder, Class<?> record) {
    Set<String> all =
        new TreeSet<>(
            Set.of(
                "build() " + record.getName(),
                "builder() " + builder.getName(),
                "builder(" + record.getName() + ") " + builder.getName(),
                "from(" + record.getName() + ") " + builder.getName() + "$With",
                "stream(" + record.getName() + ") java.util.stream.Stream"));
    all.add(
        record.getSimpleName()
            + Arrays.stream(record.getRecordComponents())
                .map(component -> component.getType().getName())
                .collect(Collectors.joining(", ", "(", ") "))
            + record.getName());
    for (RecordComponent component : record.getRecordComponents()) {
      String type = component.getType().getName();
      all.add(component.getName() + "() " + type);
      all.add(component.getName() + "(" + type + ") " + builder.getName());
    }
    return all;
  }

  private static boolean withersAreRegular(Class<?> builder, Class<?> record) {
    Set<String> all =
        new TreeSet<>(
            Set.of(
                "with() " + builder.getName(),
                "with(java.util.function.Consumer) " + record.getName()));
    for (RecordComponent component : record.getRecordComponents()) {
      String type = component.getType().getName();
      String name = component.getName();
      all.add(name + "() " + type);
      all.add(
          "with"
              + Character.toUpperCase(name.charAt(0))
              + name.substring(1)
              + "("
              + type
              + ") "
              + record.getName());
    }
    Class<?>[] nested = builder.getClasses();
    return nested.length == 1
        && nested[0].getSimpleName().equals("With")
        && methods(nested[0]).equals(all);
  }

  private static Set<String> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .filter(
            method ->
                !Set.of("toString", "hashCode", "equals").contains(method.getName())
                    || hasOddShape(method))
        .map(RecordBuilders::line)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean hasOddShape(Method method) {
    return method.getParameterCount() != (method.getName().equals("equals") ? 1 : 0);
  }

  private static String line(Method method) {
    return method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getName)
            .collect(Collectors.joining(", ", "(", ") "))
        + method.getReturnType().getName();
  }
}
