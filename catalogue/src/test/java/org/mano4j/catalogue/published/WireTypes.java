package org.mano4j.catalogue.published;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mano4j.catalogue.WireEnum;
import org.mano4j.catalogue.WireObject;

/** The records of mano4j that are JSON objects or enumerations of the wire, found by scanning. */
final class WireTypes {

  private static final List<Class<?>> ALL =
      Classpath.classes(WireObject.class, "org.mano4j.catalogue");

  private static final Map<Class<?>, Map<String, RecordComponent>> COMPONENTS =
      new ConcurrentHashMap<>();

  private static final Map<Class<?>, Constructor<?>> CONSTRUCTORS = new ConcurrentHashMap<>();

  private WireTypes() {}

  /** All records that are objects on the wire, without the nested ones for what is unknown. */
  static List<Class<?>> objects() {
    return records(WireObject.class);
  }

  /** All records that are enumerations on the wire. */
  static List<Class<?>> enums() {
    return records(WireEnum.class);
  }

  private static List<Class<?>> records(Class<?> parent) {
    return ALL.stream()
        .filter(type -> type.isRecord() && Modifier.isPublic(type.getModifiers()))
        .filter(type -> parent.isAssignableFrom(type) && !type.isMemberClass())
        .toList();
  }

  /** The components of a record by their names in JSON, without the extensions. */
  static Map<String, RecordComponent> components(Class<?> type) {
    return COMPONENTS.computeIfAbsent(type, WireTypes::findComponents);
  }

  private static Map<String, RecordComponent> findComponents(Class<?> type) {
    Map<String, RecordComponent> components = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getName().equals("extensions")) {
        continue;
      }
      JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
      if (property == null) {
        throw new IllegalStateException(
            "no @JsonProperty on " + component.getName() + " of " + type);
      }
      components.put(property.value(), component);
    }
    return components;
  }

  /** The value of a component. */
  static Object get(RecordComponent component, Object owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a record of the values of all its components, in their order. */
  static Object create(Class<?> type, Object[] values) {
    try {
      return CONSTRUCTORS.computeIfAbsent(type, WireTypes::constructor).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
    }
  }

  private static Constructor<?> constructor(Class<?> type) {
    try {
      return type.getDeclaredConstructor(
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The constants of an enumeration that are known, in their order. */
  static List<String> known(Class<?> type) {
    return Arrays.stream(type.getDeclaredClasses())
        .filter(Class::isEnum)
        .flatMap(known -> Arrays.stream(known.getEnumConstants()))
        .map(constant -> ((Enum<?>) constant).name())
        .toList();
  }
}
