package org.mano4j.testkit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Replaces passwords in what is recorded: each by {@code password-N}, the same one by the same. Not
 * thread-safe.
 */
final class Secrets {

  private final Map<String, String> names = new HashMap<>();

  /** Whether values of that name are not for other eyes. */
  static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("password")
        || lower.equals("privatekey")
        || lower.equals("secretkey")
        || lower.equals("token");
  }

  /** A copy in which no secret can be read. */
  static JsonNode masked(JsonNode body) {
    return replaced(body, secret -> "***");
  }

  /** A copy with placeholders for secrets. */
  JsonNode hidden(JsonNode body) {
    return replaced(body, this::name);
  }

  private String name(String secret) {
    return names.computeIfAbsent(secret, any -> "password-" + (names.size() + 1));
  }

  private static JsonNode replaced(JsonNode body, UnaryOperator<String> by) {
    JsonNode copy = body.deepCopy();
    replaceIn(copy, by);
    return copy;
  }

  private static void replaceIn(JsonNode node, UnaryOperator<String> by) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              property -> {
                JsonNode value = property.getValue();
                boolean secret = isSecret(property.getKey());
                if (secret && value.isTextual() && !value.textValue().isEmpty()) {
                  property.setValue(TextNode.valueOf(by.apply(value.textValue())));
                } else {
                  replaceIn(value, by);
                }
              });
    } else if (node instanceof ArrayNode array) {
      array.forEach(element -> replaceIn(element, by));
    }
  }
}
