package org.mano4j.descriptors;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mano4j.catalogue.WireEnum;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.descriptor.VNFDependency;

/** What a JSON value has to look like, as the catalogue types say it. */
sealed interface Shape {

  /** How messages name it. */
  String words();

  /** The simple values. */
  enum Scalar implements Shape {
    TEXT("a text"),
    INTEGER("a whole number between -2147483648 and 2147483647"),
    LONG("a whole number"),
    NUMBER("a finite number"),
    BOOLEAN("true or false");

    private final String words;

    Scalar(String words) {
      this.words = words;
    }

    @Override
    public String words() {
      return words;
    }
  }

  /** Whatever it is, it is right. */
  record Anything() implements Shape {
    @Override
    public String words() {
      return "anything";
    }
  }

  /** One of these texts. */
  record Constant(List<String> known) implements Shape {
    @Override
    public String words() {
      return "a text";
    }
  }

  /** A list of such values. */
  record ListOf(Shape element) implements Shape {
    @Override
    public String words() {
      return "a list";
    }
  }

  /** An object with any keys and such values. */
  record MapOf(Shape value) implements Shape {
    @Override
    public String words() {
      return "an object";
    }
  }

  /** The name of a VNFD; before 5.0, an object that has it. */
  record NameOrObject() implements Shape {
    @Override
    public String words() {
      return "a text";
    }
  }

  /** An object with the properties of a wire type. */
  record ObjectOf(Class<?> type) implements Shape {

    private static final ClassValue<Map<String, Property>> PROPERTIES =
        new ClassValue<>() {
          @Override
          protected Map<String, Property> computeValue(Class<?> type) {
            return propertiesOf(type);
          }
        };

    @Override
    public String words() {
      return "an object";
    }

    /** Its properties, by every name under which they are read. */
    Map<String, Property> properties() {
      return PROPERTIES.get(type);
    }

    private static Map<String, Property> propertiesOf(Class<?> type) {
      Map<String, Property> properties = new LinkedHashMap<>();
      for (RecordComponent component : type.getRecordComponents()) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        if (property != null) {
          Property known = new Property(property.value(), shape(type, component));
          JsonAlias aliases = component.getAccessor().getAnnotation(JsonAlias.class);
          Stream.concat(
                  Stream.of(known.name()),
                  aliases == null ? Stream.empty() : Arrays.stream(aliases.value()))
              .forEach(name -> properties.put(name, known));
        }
      }
      return properties;
    }

    private static Shape shape(Class<?> type, RecordComponent component) {
      boolean role = List.of("source", "target").contains(component.getName());
      return type == VNFDependency.class && role
          ? new NameOrObject()
          : Shape.of(component.getGenericType());
    }
  }

  /**
   * A property of an object.
   *
   * @param name its name on the wire
   * @param shape of its value
   */
  record Property(String name, Shape shape) {}

  /** The shape that values of a Java type have on the wire. */
  static Shape of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? new ListOf(of(arguments[0]))
          : new MapOf(of(arguments[arguments.length - 1]));
    }
    Class<?> raw = (Class<?>) type;
    if (raw == Integer.class) {
      return Scalar.INTEGER;
    }
    if (raw == Long.class) {
      return Scalar.LONG;
    }
    if (raw == Double.class) {
      return Scalar.NUMBER;
    }
    if (raw == Boolean.class) {
      return Scalar.BOOLEAN;
    }
    if (WireEnum.class.isAssignableFrom(raw)) {
      return new Constant(constants(raw));
    }
    if (raw.isRecord() && WireObject.class.isAssignableFrom(raw)) {
      return new ObjectOf(raw);
    }
    return raw == String.class ? Scalar.TEXT : new Anything();
  }

  /** The known texts of an enumeration on the wire, which are those of its nested Java enum. */
  private static List<String> constants(Class<?> wireEnum) {
    return Arrays.stream(wireEnum.getDeclaredClasses())
        .filter(Class::isEnum)
        .flatMap(known -> Arrays.stream(known.getEnumConstants()))
        .map(constant -> ((Enum<?>) constant).name())
        .toList();
  }
}
