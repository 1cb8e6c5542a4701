package org.mano4j.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.mano4j.catalogue.CatalogueJson;

/** Messages recorded from a real NFVO 6.0, and how to compare with them. */
final class Recorded {

  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private Recorded() {}

  static JsonNode read(String file) {
    try (InputStream in = Recorded.class.getResourceAsStream("/captured/" + file)) {
      return CatalogueJson.read(Objects.requireNonNull(in, file).readAllBytes(), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(byte[] body) {
    return CatalogueJson.read(body, JsonNode.class);
  }

  /**
   * The paths of all values; elements of an array count as one, and so do keys that are ids. With
   * the value where it is neither an id, a time, a version, nor chosen by chance.
   */
  static Set<String> fields(JsonNode message) {
    Set<String> fields = new TreeSet<>();
    collect("", message, fields);
    return fields;
  }

  private static void collect(String path, JsonNode node, Set<String> fields) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(
              p ->
                  collect(
                      path + "/" + UUID.matcher(p.getKey()).replaceAll("*"), p.getValue(), fields));
    } else if (node.isArray() && !node.isEmpty()) {
      node.forEach(element -> collect(path + "[]", element, fields));
    } else {
      fields.add(path + " " + value(path, node));
    }
  }

  private static String value(String path, JsonNode node) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (path.matches(".*/(images|networks)\\[]/(extId|name)")) {
      // one of many, in no order
      return "*";
    }
    return switch (name) {
      case "hbVersion", "createdAt", "updatedAt", "executedAt", "description", "created" -> "*";
      default -> {
        String text = UUID.matcher(node.toString()).replaceAll("*");
        yield text.replaceAll("(srv|cli|one)-\\d{2,7}", "$1-*");
      }
    };
  }
}
