package org.mano4j.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mano4j.catalogue.CatalogueTypes.Component;
import org.mano4j.catalogue.descriptor.VNFDependency;
import org.mano4j.catalogue.vim.Network;

/**
 * The normalisations that the description of the package lists, once more and by other means: what
 * is to be written of a tree that is read as a type. There is nothing else that may change.
 */
final class Normalisations {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Normalisations() {}

  /** What is written of a tree, which fits the type. */
  static JsonNode of(JsonNode tree, Class<?> type) {
    return value(tree, type);
  }

  private static JsonNode value(JsonNode tree, Type type) {
    if (type == JsonNode.class) {
      return tree;
    }
    if (raw(type) == List.class) {
      return list(tree, argument(type, 0));
    }
    if (raw(type) == Map.class) {
      return map(tree, argument(type, 1));
    }
    if (CatalogueTypes.isObject(type)) {
      return object(tree, CatalogueTypes.recordOf(raw(type), tree));
    }
    return type == Blob.class ? bytes(tree) : scalar(tree, type);
  }

  /** Quotes as the type has them, whole numbers without fraction, dates in one form. */
  private static JsonNode scalar(JsonNode tree, Type type) {
    String text = tree.asText().strip();
    if (type == Integer.class || type == Long.class) {
      return integer(new BigDecimal(text).longValueExact());
    }
    if (type == Double.class) {
      return JSON.numberNode(new BigDecimal(Double.toString(Double.parseDouble(text))));
    }
    if (type == Boolean.class) {
      return JSON.booleanNode(text.equalsIgnoreCase("true"));
    }
    if (type == WireDate.class) {
      return JSON.textNode(WireDate.read(tree.asText()).text());
    }
    if (type == String.class || CatalogueTypes.isEnum(type)) {
      return JSON.textNode(tree.asText());
    }
    throw new IllegalArgumentException("what a " + type + " becomes is not listed");
  }

  private static JsonNode integer(long value) {
    return (int) value == value ? JSON.numberNode((int) value) : JSON.numberNode(value);
  }

  /** Numbers with sign, whatever they were. */
  private static JsonNode bytes(JsonNode tree) {
    ArrayNode numbers = JSON.arrayNode();
    if (tree.isTextual()) {
      for (byte b : Base64.getMimeDecoder().decode(tree.asText())) {
        numbers.add((int) b);
      }
    } else {
      tree.forEach(number -> numbers.add((int) (byte) number.asInt()));
    }
    return numbers;
  }

  /** A single value becomes a list; nulls carry nothing, unless they have a place. */
  private static JsonNode list(JsonNode tree, Type item) {
    ArrayNode list = JSON.arrayNode();
    for (JsonNode value : tree.isArray() ? tree : JSON.arrayNode().add(tree)) {
      if (item == JsonNode.class || !value.isNull()) {
        list.add(value(value, item));
      }
    }
    return list;
  }

  private static JsonNode map(JsonNode tree, Type type) {
    ObjectNode map = JSON.objectNode();
    tree.properties()
        .forEach(
            entry -> {
              if (type == JsonNode.class || !entry.getValue().isNull()) {
                map.set(entry.getKey(), value(entry.getValue(), type));
              }
            });
    return map;
  }

  private static JsonNode object(JsonNode tree, Class<?> type) {
    if (type.getSimpleName().equals("Unknown")) {
      return tree;
    }
    Map<String, JsonNode> known = new LinkedHashMap<>();
    ObjectNode unknown = JSON.objectNode();
    tree.properties().forEach(entry -> unknown.set(entry.getKey(), entry.getValue()));
    List<Component> components = CatalogueTypes.components(type);
    for (Component component : components) {
      for (String name : component.names()) {
        if (unknown.has(name) && isAbsent(known, component.name())) {
          known.put(component.name(), unknown.remove(name));
        }
      }
    }
    olderNames(type, known, unknown);
    ObjectNode written = JSON.objectNode();
    for (Component component : components) {
      JsonNode value = known.getOrDefault(component.name(), JSON.nullNode());
      if (!value.isNull()) {
        written.set(component.name(), value(value, component.type()));
      } else if (raw(component.type()) == List.class) {
        written.putArray(component.name());
      } else if (raw(component.type()) == Map.class) {
        written.putObject(component.name());
      }
    }
    return written.setAll(unknown);
  }

  private static void olderNames(Class<?> type, Map<String, JsonNode> known, ObjectNode unknown) {
    if (type == VNFDependency.class) {
      reference("source", known, unknown);
      reference("target", known, unknown);
    }
    if (Entity.class.isAssignableFrom(type)) {
      boolean old = lock(known, unknown);
      if (type == Network.class && old && isAbsent(known, "extShared")) {
        known.put("extShared", known.getOrDefault("shared", JSON.nullNode()));
        known.remove("shared");
      }
    }
  }

  /** The lock from its older names, which are dropped where they say the same. */
  private static boolean lock(Map<String, JsonNode> known, ObjectNode unknown) {
    boolean taken = false;
    for (String name : List.of("hb_version", "version")) {
      JsonNode older = unknown.path(name);
      boolean whole = older.isIntegralNumber() && older.canConvertToInt();
      if (whole && isAbsent(known, "hbVersion")) {
        known.put("hbVersion", older);
        taken = true;
      }
      if (whole && scalar(known.get("hbVersion"), Integer.class).equals(older)) {
        unknown.remove(name);
      }
    }
    return taken;
  }

  /** A VNFD in place of its name; what it says besides name and id is kept under another name. */
  private static void reference(String name, Map<String, JsonNode> known, ObjectNode unknown) {
    if (!known.getOrDefault(name, JSON.nullNode()).isObject()) {
      return;
    }
    ObjectNode vnfd = (ObjectNode) known.remove(name);
    ObjectNode rest = vnfd.deepCopy();
    JsonNode id = vnfd.path("id").isTextual() ? rest.remove("id") : JSON.missingNode();
    if (vnfd.path("name").isTextual()) {
      known.put(name, rest.remove("name"));
    }
    if (!id.isMissingNode() && isAbsent(known, name + "_id")) {
      known.put(name + "_id", id);
    }
    boolean says = !rest.isEmpty();
    boolean another = !id.isMissingNode() && !id.asText().equals(known.get(name + "_id").asText());
    if (says || another) {
      String free = name + "_vnfd";
      while (unknown.has(free)) {
        free += "_";
      }
      unknown.set(free, vnfd);
    }
  }

  private static boolean isAbsent(Map<String, JsonNode> known, String name) {
    return known.getOrDefault(name, JSON.nullNode()).isNull();
  }

  static Class<?> raw(Type type) {
    return (Class<?>) (type instanceof ParameterizedType p ? p.getRawType() : type);
  }

  static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
