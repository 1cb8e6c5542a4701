package org.mano4j.vnfm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.WireDate;

/** Messages recorded between an NFVO 6.0 and a VNF manager of another SDK. */
final class Recordings {

  private Recordings() {}

  static byte[] bytes(String name) {
    try (InputStream in = Recordings.class.getResourceAsStream("/recorded/" + name + ".json")) {
      if (in == null) {
        throw new AssertionError("there is no recording " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode tree(String name) {
    return tree(bytes(name));
  }

  static JsonNode tree(byte[] json) {
    try {
      return CatalogueJson.mapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where two messages differ, as {@code path: recorded -> ours}. Not counted, since it means the
   * same to the peers: the order of arrays (which are sets), empty collections, the defaults of a
   * new entity ({@code hbVersion} 0, {@code shared} false), and the form of dates.
   */
  static List<String> differences(JsonNode recorded, JsonNode ours) {
    Map<String, String> left = new TreeMap<>();
    Map<String, String> right = new TreeMap<>();
    flatten("", normal("", recorded), left);
    flatten("", normal("", ours), right);
    List<String> differences = new ArrayList<>();
    TreeSet<String> paths = new TreeSet<>(left.keySet());
    paths.addAll(right.keySet());
    for (String path : paths) {
      String was = left.getOrDefault(path, "absent");
      String is = right.getOrDefault(path, "absent");
      if (!was.equals(is)) {
        differences.add(path + ": " + was + " -> " + is);
      }
    }
    return differences;
  }

  private static JsonNode normal(String name, JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .filter(entry -> !isDefault(entry.getKey(), entry.getValue()))
          .forEach(
              entry -> {
                JsonNode value = normal(entry.getKey(), entry.getValue());
                if (!value.isContainerNode() || !value.isEmpty()) {
                  object.set(entry.getKey(), value);
                }
              });
      return object;
    }
    if (node.isArray()) {
      List<JsonNode> elements = new ArrayList<>();
      node.forEach(element -> elements.add(normal(name, element)));
      elements.sort(Comparator.comparing(Recordings::sortKey));
      return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }
    boolean date = name.equals("created") || name.equals("updated");
    return date ? JsonNodeFactory.instance.textNode(WireDate.read(node.asText()).text()) : node;
  }

  private static String sortKey(JsonNode element) {
    return element.path("id").asText("") + element;
  }

  private static boolean isDefault(String name, JsonNode value) {
    return switch (name) {
      case "hbVersion" -> value.asInt(-1) == 0;
      case "shared" -> !value.asBoolean(true);
      default -> false;
    };
  }

  private static void flatten(String path, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> flatten(path + "/" + entry.getKey(), entry.getValue(), into));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "/" + i, node.get(i), into);
      }
    } else {
      into.put(path, node.toString());
    }
  }
}
