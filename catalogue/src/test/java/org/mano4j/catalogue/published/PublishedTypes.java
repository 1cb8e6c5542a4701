package org.mano4j.catalogue.published;

import com.google.gson.Gson;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openbaton.catalogue.nfvo.Action;

/**
 * The classes of {@code org.openbaton:catalogue}. Code names hardly any of them: their annotations
 * are not on the class path, and the compiler would warn of every one that is missing.
 */
final class PublishedTypes {

  private static final Map<String, Class<?>> ALL =
      Classpath.classes(Action.class, "org.openbaton.catalogue").stream()
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private static final Gson PLAIN = new Gson();
  private static final Map<Class<?>, Map<String, Field>> FIELDS = new ConcurrentHashMap<>();
  private static final Map<Class<?>, Object> UNTOUCHED = new ConcurrentHashMap<>();

  private PublishedTypes() {}

  /** All classes, by simple name; fails to load if two had the same. */
  static Map<String, Class<?>> all() {
    return ALL;
  }

  /** The class of this simple name. */
  static Class<?> named(String simpleName) {
    Class<?> type = ALL.get(simpleName);
    if (type == null) {
      throw new IllegalArgumentException("no published class " + simpleName);
    }
    return type;
  }

  /** Classes of which there can be instances that have properties. */
  static boolean isEntity(Class<?> type) {
    return !type.isEnum() && !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
  }

  /** The class and what extends it, as far as instances can be made. */
  static List<Class<?>> concrete(Class<?> type) {
    return ALL.values().stream()
        .filter(candidate -> type.isAssignableFrom(candidate) && isEntity(candidate))
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .toList();
  }

  /** What Gson writes and reads: the fields of the class and its parents, by their names. */
  static Map<String, Field> fields(Class<?> type) {
    return FIELDS.computeIfAbsent(type, PublishedTypes::findFields);
  }

  private static Map<String, Field> findFields(Class<?> type) {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (Class<?> c = type; c != null && ALL.containsValue(c); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && !Modifier.isTransient(field.getModifiers())) {
          field.setAccessible(true);
          if (fields.putIfAbsent(field.getName(), field) != null) {
            throw new IllegalStateException("two fields " + field.getName() + " in " + type);
          }
        }
      }
    }
    return fields;
  }

  /** A new instance, as Gson makes it, which does not need a constructor. */
  static Object create(Class<?> type) {
    return PLAIN.fromJson("{}", type);
  }

  /** What a field holds after an object was read that does not have it. */
  static Object untouched(Field field, Class<?> type) {
    return get(field, UNTOUCHED.computeIfAbsent(type, PublishedTypes::create));
  }

  static Object get(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  static void set(Field field, Object object, Object value) {
    try {
      field.set(object, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
