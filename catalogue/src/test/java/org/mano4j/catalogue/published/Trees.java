package org.mano4j.catalogue.published;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON of no type. */
final class Trees {

  private static final ObjectMapper PLAIN = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Trees() {}

  static JsonNode parse(String json) {
    try {
      return PLAIN.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + json, e);
    }
  }

  /** A small tree; no nulls, and no whole numbers that a double cannot hold. */
  static JsonNode random(Dice dice, int levels) {
    return switch (dice.below(levels > 0 ? 6 : 4)) {
      case 0 -> NODES.numberNode(dice.integer());
      case 1 -> NODES.booleanNode(dice.bool());
      case 2, 3 -> NODES.textNode(dice.text());
      case 4 -> randomArray(dice, levels - 1);
      default -> randomObject(dice, levels - 1);
    };
  }

  private static ArrayNode randomArray(Dice dice, int levels) {
    ArrayNode array = NODES.arrayNode();
    for (int i = dice.below(3); i > 0; i--) {
      array.add(random(dice, levels));
    }
    return array;
  }

  static ObjectNode randomObject(Dice dice, int levels) {
    ObjectNode object = NODES.objectNode();
    for (int i = dice.below(3); i > 0; i--) {
      object.set(dice.text(), random(dice, levels));
    }
    return object;
  }

  /** A frame of a stack trace, as Java writes it by reflection. */
  static ObjectNode randomFrame(Dice dice) {
    return NODES
        .objectNode()
        .put("declaringClass", "org.acme." + dice.text())
        .put("methodName", dice.text())
        .put("fileName", dice.text())
        .put("lineNumber", dice.integer())
        .put("format", 0);
  }

  /** Whether two trees are the same JSON; numbers count by value. */
  static boolean same(JsonNode a, JsonNode b) {
    return a.equals(
        (x, y) ->
            x.isNumber() && y.isNumber()
                ? x.decimalValue().compareTo(y.decimalValue())
                : x.equals(y) ? 0 : 1,
        b);
  }
}
