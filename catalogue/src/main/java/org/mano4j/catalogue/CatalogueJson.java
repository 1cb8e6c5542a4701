package org.mano4j.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import org.mano4j.catalogue.internal.Supposition;

/**
 * Reads and writes catalogue types. Reading is liberal in the ways the peers are (a single value
 * where a list is expected, single quotes, names without quotes, numbers in quotes, a byte order
 * mark) but takes nothing for something else: what does not fit is refused, with its place. Writing
 * is exact: UTF-8, no nulls. What reading and writing may change is listed in the {@linkplain
 * org.mano4j.catalogue package description}. Thread-safe.
 *
 * <p>Whoever sends a document cannot make reading fail in another way than with a {@link
 * CatalogueException}, nor take more than a share of time and memory that is proportional to its
 * size, because these are refused:
 *
 * <ul>
 *   <li>More than 64 levels of nesting. The deepest documents of the wire have 11. At every level
 *       reading and writing take stack; 64 fit into a thread of 256 KiB, and the records that come
 *       of them can be compared in one of 1 MiB.
 *   <li>Texts of more than 20 million characters. A message has at most 16 MiB, so that none in it
 *       is longer.
 *   <li>Names of properties of more than 5,000 characters. The parser remembers some thousands of
 *       names for as long as the program runs.
 *   <li>Numbers of more than 1,000 digits, which take more time than their size.
 *   <li>Everything but UTF-8.
 * </ul>
 *
 * <p>There is no limit on the size of a document: it is in memory already, and whoever has read it
 * from a wire has had the occasion to refuse it. Where it consists of nothing but nearly empty
 * records, reading uses up to 200 times its size, and up to 60 times its size stays.
 */
public final class CatalogueJson {

  static final int MOST_LEVELS = 64;
  static final int LONGEST_TEXT = 20_000_000;
  static final int LONGEST_NAME = 5_000;
  static final int LONGEST_NUMBER = 1_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_LEVELS)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_NAME)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          // single values that become lists add levels to what was read
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(2 * MOST_LEVELS).build())
          .inputDecorator(new Utf8Only())
          // names are the sender's, and the JVM's table of texts is not
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .nodeFactory(new Scalars.Nodes())
          .addModule(
              Scalars.module()
                  .setDeserializerModifier(new WireObjectReader.Modifier())
                  .setSerializerModifier(new FieldsOfRecords()))
          .build();

  private static final ObjectReader READER =
      MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final ObjectReader SUPPOSING_READER =
      READER.withAttribute(Supposition.ALLOWED, true);

  private CatalogueJson() {}

  /**
   * Reads a value.
   *
   * @throws CatalogueException if the bytes are not JSON or do not fit the type; says where
   */
  public static <T> T read(byte[] json, Class<T> type) {
    return read(SUPPOSING_READER, json, type).orElseGet(() -> readWithoutSupposition(json, type));
  }

  /** Reads a value in the way that takes longer, and in which nothing can turn out to be wrong. */
  static <T> T readWithoutSupposition(byte[] json, Class<T> type) {
    return read(READER, json, type).orElseThrow();
  }

  /** Reads a value from text; see {@link #read(byte[], Class)}. */
  public static <T> T read(String json, Class<T> type) {
    try {
      return read(Utf8Only.encode(json), type);
    } catch (IOException e) {
      throw CatalogueException.unreadable(what(type), e);
    }
  }

  /** Reads a value from a tree; see {@link #read(byte[], Class)}. */
  public static <T> T read(JsonNode json, Class<T> type) {
    if (isDeeper(json, MOST_LEVELS)) {
      throw CatalogueException.unreadable(what(type), Complaint.tooDeep(), null);
    }
    try {
      T value = MAPPER.treeToValue(json, type);
      if (value == null) {
        throw CatalogueException.unreadable(what(type), Complaint.ofNull(type, null), null);
      }
      return value;
    } catch (IOException e) {
      throw CatalogueException.unreadable(what(type), e);
    }
  }

  /**
   * Writes a value as compact UTF-8 JSON.
   *
   * @throws CatalogueException if it has no JSON: NaN is in it, or it is nested too deep
   */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw CatalogueException.unwritable(what(value.getClass()), Complaint.ofWriting(e), e);
    }
  }

  /** Writes a value as indented text, for people; see {@link #write}. */
  public static String writePretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw CatalogueException.unwritable(what(value.getClass()), Complaint.ofWriting(e), e);
    }
  }

  /** The tree of a value; see {@link #write}. */
  public static JsonNode toTree(Object value) {
    if (value instanceof JsonNode tree && isDeeper(tree, 2 * MOST_LEVELS)) {
      throw CatalogueException.unwritable(what(value.getClass()), Complaint.tooDeep(), null);
    }
    try {
      return MAPPER.valueToTree(value);
    } catch (IllegalArgumentException e) {
      if (e.getCause() instanceof IOException cause) {
        throw CatalogueException.unwritable(
            what(value.getClass()), Complaint.ofWriting(cause), cause);
      }
      throw e;
    }
  }

  /** A copy of the mapper, for those who embed catalogue types in JSON of their own. */
  public static ObjectMapper mapper() {
    return MAPPER.copy();
  }

  /** The value, unless something was supposed that is not so. */
  private static <T> Optional<T> read(ObjectReader reader, byte[] json, Class<T> type) {
    try (JsonParser in = FACTORY.createParser(json)) {
      return Optional.of(read(reader, in, json, type));
    } catch (Supposition.Mistake e) {
      return Optional.empty();
    } catch (IOException e) {
      throw CatalogueException.unreadable(what(type), e);
    }
  }

  private static <T> T read(ObjectReader reader, JsonParser in, byte[] json, Class<T> type)
      throws Supposition.Mistake {
    try {
      if (in.nextToken() == null) {
        throw CatalogueException.unreadable(
            what(type), "the document is empty", in.currentLocation());
      }
      JsonLocation start = in.currentTokenLocation();
      T value = reader.readValue(in, type);
      if (value == null) {
        throw CatalogueException.unreadable(what(type), Complaint.ofNull(type, start), null);
      }
      if (in.nextToken() != null) {
        throw CatalogueException.unreadable(
            what(type), Complaint.afterTheEnd(in.currentTokenLocation()).countedIn(json), null);
      }
      return value;
    } catch (Supposition.Mistake e) {
      throw e;
    } catch (IOException | NumberFormatException e) {
      throw CatalogueException.unreadable(
          what(type), Complaint.of(e, in.currentLocation()).countedIn(json), e);
    }
  }

  /** No deeper than that, so that this one does not run out of stack either. */
  private static boolean isDeeper(JsonNode node, int levels) {
    if (!node.isContainerNode()) {
      return false;
    }
    if (levels == 0) {
      return true;
    }
    for (JsonNode child : node) {
      if (isDeeper(child, levels - 1)) {
        return true;
      }
    }
    return false;
  }

  private static String what(Class<?> type) {
    return CatalogueException.article(type.getSimpleName());
  }
}
