package org.mano4j.catalogue.published;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mano4j.catalogue.Blob;
import org.mano4j.catalogue.WireDate;
import org.mano4j.catalogue.WireEnum;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.WireThrowable;

/** Makes records of mano4j at random, as their components are declared. */
final class RandomRecords {

  /** A constant that no version of the published enumerations has. */
  static final String UNKNOWN = "OF_A_LATER_VERSION";

  private final Dice dice;

  RandomRecords(Dice dice) {
    this.dice = dice;
  }

  /** A record; level 0 is the outermost. */
  Object make(Class<?> type, int level) {
    RecordComponent[] components = type.getRecordComponents();
    Map<String, Object> values = new LinkedHashMap<>();
    List<Map.Entry<String, RecordComponent>> named =
        List.copyOf(WireTypes.components(type).entrySet());
    int first = dice.below(Math.max(1, named.size()));
    // the last ones go short of objects: not always the same
    for (int i = 0; i < named.size(); i++) {
      Map.Entry<String, RecordComponent> property = named.get((first + i) % named.size());
      values.put(
          property.getValue().getName(),
          property(type, property.getKey(), property.getValue(), level));
    }
    values.put("extensions", extensions());
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] = values.get(components[i].getName());
    }
    return WireTypes.create(type, arguments);
  }

  private Object property(Class<?> type, String name, RecordComponent component, int level) {
    if (type != WireThrowable.class) {
      List<String> texts = Constraints.texts(Counterparts.of(type), name);
      if (!texts.isEmpty()) {
        return component.getType() == String.class
            ? dice.of(texts)
            : WireTypes.create(component.getType(), new Object[] {dice.of(texts)});
      }
    }
    return dice.fill(level) && !Constraints.never(Counterparts.of(type), name)
        ? value(component.getGenericType(), type, level)
        : null;
  }

  private Map<String, JsonNode> extensions() {
    return dice.oneIn(10) ? Map.of("of a later version", Trees.random(dice, 2)) : Map.of();
  }

  private Object value(Type declared, Class<?> owner, int level) {
    if (declared instanceof ParameterizedType generic) {
      return generic.getRawType() == Map.class
          ? map(generic.getActualTypeArguments()[1], owner, level)
          : list(generic.getActualTypeArguments()[0], owner, level);
    }
    Class<?> type = (Class<?>) declared;
    if (type == String.class) {
      return dice.text();
    } else if (type == Integer.class) {
      return dice.integer();
    } else if (type == Long.class) {
      return dice.number();
    } else if (type == Double.class) {
      return dice.fraction();
    } else if (type == Boolean.class) {
      return dice.bool();
    } else if (type == WireDate.class) {
      return WireDate.of(dice.instant());
    } else if (type == Blob.class) {
      return Blob.of(dice.bytes());
    } else if (type == JsonNode.class) {
      return owner == WireThrowable.class ? Trees.randomFrame(dice) : Trees.random(dice, 2);
    } else if (WireEnum.class.isAssignableFrom(type)) {
      String text = dice.oneIn(10) ? UNKNOWN : dice.of(WireTypes.known(type));
      return WireTypes.create(type, new Object[] {text});
    } else if (type.isSealed()) {
      return object(dice.of(List.of(type.getPermittedSubclasses())), level);
    } else if (WireObject.class.isAssignableFrom(type) && type.isRecord()) {
      return object(type, level);
    }
    throw new IllegalStateException(
        "cannot make a " + type + " for " + owner.getSimpleName() + ": teach RandomRecords");
  }

  private Object object(Class<?> type, int level) {
    return dice.object(level + 1) ? make(type, level + 1) : null;
  }

  private List<Object> list(Type element, Class<?> owner, int level) {
    List<Object> list = new ArrayList<>();
    for (int i = dice.size(level); i > 0; i--) {
      list.add(value(element, owner, level)); // nulls are dropped by the record
    }
    return list;
  }

  private Map<String, Object> map(Type value, Class<?> owner, int level) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = dice.size(level); i > 0; i--) {
      map.put(dice.text(), value(value, owner, level));
    }
    return map;
  }
}
