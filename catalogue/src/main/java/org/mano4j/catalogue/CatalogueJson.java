package org.mano4j.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads and writes catalogue types. Reading is liberal in the ways the peers are (a single value
 * where a list is expected, single quotes, numbers in quotes) but refuses what is nested deeper
 * than 200 levels; writing is exact: UTF-8, no nulls. What reading and writing may change is listed
 * in the {@linkplain org.mano4j.catalogue package description}. Thread-safe.
 */
public final class CatalogueJson {

  /** Deeper documents are refused: reading a record takes stack at every level. */
  private static final int MOST_LEVELS = 200;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MOST_LEVELS).build())
                  .build())
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private CatalogueJson() {}

  /**
   * Reads a value.
   *
   * @throws CatalogueException if the bytes are not JSON or do not fit the type; says where
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return notNull(MAPPER.readValue(json, type), type);
    } catch (IOException e) {
      throw unreadable(type, e);
    }
  }

  /** Reads a value from text; see {@link #read(byte[], Class)}. */
  public static <T> T read(String json, Class<T> type) {
    try {
      return notNull(MAPPER.readValue(json, type), type);
    } catch (IOException e) {
      throw unreadable(type, e);
    }
  }

  /** Reads a value from a tree; see {@link #read(byte[], Class)}. */
  public static <T> T read(JsonNode json, Class<T> type) {
    try {
      return notNull(MAPPER.treeToValue(json, type), type);
    } catch (IOException e) {
      throw unreadable(type, e);
    }
  }

  /** Writes a value as compact UTF-8 JSON. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a value as indented text, for people. */
  public static String writePretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tree of a value. */
  public static JsonNode toTree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** A copy of the mapper, for those who embed catalogue types in JSON of their own. */
  public static ObjectMapper mapper() {
    return MAPPER.copy();
  }

  private static <T> T notNull(T value, Class<T> type) {
    if (value == null) {
      throw new CatalogueException("cannot read a " + type.getSimpleName() + " from null");
    }
    return value;
  }

  private static CatalogueException unreadable(Class<?> type, IOException e) {
    return CatalogueException.unreadable("a " + type.getSimpleName(), e);
  }
}
