package org.mano4j.catalogue.published;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes published objects at random, as their fields are declared. */
final class RandomObjects {

  private final Dice dice;

  RandomObjects(Dice dice) {
    this.dice = dice;
  }

  /** An object; level 0 is the outermost. */
  Object make(Class<?> type, int level) {
    Object object = PublishedTypes.create(type);
    List<Field> fields = List.copyOf(PublishedTypes.fields(type).values());
    int first = dice.below(Math.max(1, fields.size()));
    // the last ones go short of objects: not always the same
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get((first + i) % fields.size());
      if (Constraints.never(type, field.getName())) {
        continue;
      }
      List<String> texts = Constraints.texts(type, field.getName());
      if (!texts.isEmpty()) {
        String text = dice.of(texts);
        PublishedTypes.set(
            field, object, field.getType().isEnum() ? constant(field.getType(), text) : text);
      } else if (dice.fill(level)) {
        PublishedTypes.set(field, object, value(field.getGenericType(), level));
      } else if (!field.getType().isPrimitive() && dice.oneIn(3)) {
        PublishedTypes.set(field, object, null); // also where there is a default
      }
    }
    return object;
  }

  private static Object constant(Class<?> type, String name) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("no " + name + " in " + type);
  }

  private Object value(Type declared, int level) {
    if (declared instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == Map.class
          ? map(arguments[1], level)
          : collection((Class<?>) generic.getRawType(), arguments[0], level);
    }
    Class<?> type = (Class<?>) declared;
    if (type == String.class) {
      return dice.text();
    } else if (type == Integer.class || type == int.class) {
      return dice.integer();
    } else if (type == Long.class || type == long.class) {
      return dice.number();
    } else if (type == Double.class || type == double.class) {
      return dice.fraction();
    } else if (type == Boolean.class || type == boolean.class) {
      return dice.bool();
    } else if (type == Date.class) {
      return Date.from(dice.instant());
    } else if (type == byte[].class) {
      return dice.bytes();
    } else if (type.isEnum()) {
      return dice.of(List.of(type.getEnumConstants()));
    } else if (Throwable.class.isAssignableFrom(type)) {
      return throwable(level);
    } else if ((type == Object.class || type == Serializable.class) && dice.bool()) {
      return value(dice.of(List.<Type>of(String.class, Integer.class, Boolean.class)), level);
    } else if (!PublishedTypes.concrete(type).isEmpty()) {
      return object(type, level);
    }
    throw new IllegalStateException("cannot make a " + type + ": teach RandomObjects");
  }

  /** Of the type itself, or now and then of what extends it: Gson writes what is there. */
  private Object object(Class<?> type, int level) {
    if (!dice.object(level + 1)) {
      return null;
    }
    return PublishedTypes.isEntity(type) && !dice.oneIn(8)
        ? make(type, level + 1)
        : make(dice.of(PublishedTypes.concrete(type)), level + 1);
  }

  private Exception throwable(int level) {
    Exception cause = dice.object(level + 1) && dice.bool() ? throwable(level + 1) : null;
    String message = dice.bool() ? dice.text() : null;
    Exception exception =
        cause == null ? new Exception(message) : new IllegalStateException(message, cause);
    StackTraceElement frame = new StackTraceElement(dice.text(), dice.text(), null, dice.integer());
    exception.setStackTrace(
        dice.bool() ? new StackTraceElement[] {frame} : new StackTraceElement[0]);
    return exception;
  }

  private Collection<Object> collection(Class<?> type, Type element, int level) {
    Collection<Object> collection =
        Set.class.isAssignableFrom(type) ? new LinkedHashSet<>() : new ArrayList<>();
    for (int i = dice.size(level); i > 0; i--) {
      collection.add(nullNowAndThen(element, level));
    }
    return collection;
  }

  private Map<String, Object> map(Type value, int level) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = dice.size(level); i > 0; i--) {
      map.put(dice.text(), nullNowAndThen(value, level));
    }
    return map;
  }

  private Object nullNowAndThen(Type type, int level) {
    return level > 0 && dice.oneIn(20) ? null : value(type, level);
  }
}
