package org.mano4j.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The samples of the wire among the test resources, and what is compared of them. */
public final class Samples {

  private static final ObjectMapper PLAIN = new ObjectMapper();

  private Samples() {}

  /** The bytes of a sample, by its path below {@code wire}. */
  public static byte[] bytes(String path) {
    try (InputStream in = Samples.class.getResourceAsStream("/wire/" + path)) {
      if (in == null) {
        throw new IllegalArgumentException("no sample " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The paths of all samples in a folder below {@code wire}. */
  public static List<String> paths(String folder) {
    try {
      URI uri = Samples.class.getResource("/wire/" + folder).toURI();
      try (Stream<Path> files = Files.list(Path.of(uri))) {
        return files.map(file -> folder + "/" + file.getFileName()).sorted().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tree of a document, read without any type of mano4j. */
  public static JsonNode tree(byte[] json) {
    try {
      return PLAIN.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A tree without the differences that reading and writing may make: no empty collections and
   * nulls, dates in one form, numbers by value.
   */
  public static JsonNode normalized(JsonNode node) {
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(
              property -> {
                JsonNode value = normalized(property.getValue());
                boolean date = List.of("created", "updated").contains(property.getKey());
                if (date && value.isTextual()) {
                  copy.put(property.getKey(), WireDate.read(value.asText()).text());
                } else if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
                  copy.set(property.getKey(), value);
                }
              });
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> copy.add(normalized(item)));
      return copy;
    }
    return node.isNumber()
        ? JsonNodeFactory.instance.numberNode(node.decimalValue().stripTrailingZeros())
        : node;
  }

  /** A normalized tree in which the order of arrays does not count either. */
  public static JsonNode unordered(JsonNode node) {
    return sorted(normalized(node));
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      node.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(property -> copy.set(property.getKey(), sorted(property.getValue())));
      return copy;
    }
    if (node.isArray()) {
      List<JsonNode> items = new ArrayList<>();
      node.forEach(item -> items.add(sorted(item)));
      items.sort(Comparator.comparing(JsonNode::toString));
      return JsonNodeFactory.instance.arrayNode().addAll(items);
    }
    return node;
  }
}
