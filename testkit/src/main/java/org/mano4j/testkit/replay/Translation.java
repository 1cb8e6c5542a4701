package org.mano4j.testkit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Puts the ids of today in the place of recorded ones. */
final class Translation {

  private Translation() {}

  static JsonNode of(JsonNode recorded, Correspondence known) {
    if (recorded.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      recorded
          .properties()
          .forEach(p -> object.set(of(p.getKey(), known), of(p.getValue(), known)));
      return object;
    }
    if (recorded.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      recorded.forEach(element -> array.add(of(element, known)));
      return array;
    }
    return recorded.isTextual() ? TextNode.valueOf(of(recorded.textValue(), known)) : recorded;
  }

  private static String of(String recorded, Correspondence known) {
    String actual = known.actual(recorded);
    return actual == null ? recorded : actual;
  }
}
