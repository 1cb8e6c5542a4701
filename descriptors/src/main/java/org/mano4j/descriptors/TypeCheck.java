package org.mano4j.descriptors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.WireObject;

/**
 * Reads a document that does not fit its type, goes on where reading would end, and so finds every
 * value of a wrong type.
 */
final class TypeCheck extends DeserializationProblemHandler {

  private final Map<String, String> expected = new LinkedHashMap<>();

  private TypeCheck() {}

  /** What is expected instead, by the JSON Pointer of each value of a wrong type. */
  static Map<String, String> misfits(byte[] json, Class<?> type) throws IOException {
    TypeCheck check = new TypeCheck();
    CatalogueJson.mapper().addHandler(check).readValue(json, type);
    return check.expected;
  }

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context, JavaType type, JsonToken token, JsonParser in, String why)
      throws IOException {
    return skip(in, type.getRawClass());
  }

  @Override
  public @Nullable Object handleWeirdStringValue(
      DeserializationContext context, Class<?> type, String value, String why) throws IOException {
    return skip(context.getParser(), type);
  }

  @Override
  public @Nullable Object handleWeirdNumberValue(
      DeserializationContext context, Class<?> type, Number value, String why) throws IOException {
    return skip(context.getParser(), type);
  }

  @Override
  public @Nullable Object handleMissingInstantiator(
      DeserializationContext context,
      Class<?> type,
      ValueInstantiator instantiator,
      JsonParser in,
      String why)
      throws IOException {
    return skip(in, type);
  }

  private @Nullable Object skip(JsonParser in, Class<?> type) throws IOException {
    expected.putIfAbsent(in.getParsingContext().pathAsPointer().toString(), name(type));
    in.skipChildren();
    return null;
  }

  private static String name(Class<?> type) {
    if (type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type == Double.class) {
      return "a number";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return Map.class.isAssignableFrom(type) || structured(type) ? "an object" : "a text";
  }

  /** Enumerations of the wire are records too, but stand in JSON as a text. */
  private static boolean structured(Class<?> type) {
    return WireObject.class.isAssignableFrom(type);
  }
}
