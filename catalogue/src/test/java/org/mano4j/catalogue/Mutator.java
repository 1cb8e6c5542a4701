package org.mano4j.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes other documents of documents; the same ones for the same seed. */
final class Mutator {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> PIECES =
      List.of(
          "\"",
          "'",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\\",
          "\\u",
          "\\ud800",
          "null",
          "NaN",
          "1e400",
          "-0",
          "1e99999999999",
          "1.50",
          "0.1e-7",
          "\"a\":1,",
          "\u00fc",
          "\ud83d\ude00",
          "\ufeff",
          "\u0000",
          "//",
          "/**/",
          "true",
          "\"action\":\"STOP\",",
          "\"extensions\":{},",
          "\n");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "\"true\"",
          "7",
          "\"7\"",
          "7.0",
          "1.5",
          "1e400",
          "\"x\"",
          "\"\"",
          "{}",
          "[]",
          "[null]",
          "{\"a\":null}",
          "12345678901234567890",
          "\"2017-02-21T16:28:41Z\"",
          "{\"name\":\"a\",\"id\":\"b\"}",
          "{\"type\":\"docker\",\"images\":{}}",
          "[[]]",
          "-1",
          "\"IyEK\"",
          "[1,2,255]",
          "{\"version\":3,\"hb_version\":3}",
          "\"\\ud800\"");

  private static final List<String> NAMES =
      List.of(
          "extensions",
          "version",
          "hb_version",
          "hbVersion",
          "id",
          "name",
          "type",
          "action",
          "tags",
          "subnets",
          "subnet",
          "diskFormat",
          "created",
          "cause",
          "source",
          "metadata",
          "strange",
          "");

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  /** The document after a few changes, of its bytes or of its values. */
  byte[] mutate(byte[] document, byte[] other) {
    byte[] json = document;
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      JsonNode tree = random.nextInt(3) == 0 ? null : treeOrNull(json);
      json = tree == null ? bytes(json) : Samples.bytes(values(tree, other));
    }
    return json;
  }

  private static JsonNode treeOrNull(byte[] json) {
    try {
      return Samples.tree(json);
    } catch (RuntimeException e) {
      return null;
    }
  }

  private byte[] bytes(byte[] json) {
    int at = random.nextInt(json.length + 1);
    int length = Math.min(json.length - at, 1 + random.nextInt(1 + random.nextInt(60)));
    byte[] part = Arrays.copyOfRange(json, at, at + length);
    return switch (random.nextInt(7)) {
      case 0 -> splice(json, at, length, new byte[0]);
      case 1 -> Arrays.copyOf(json, at);
      case 2 -> splice(json, random.nextInt(json.length + 1), 0, part);
      case 3 -> splice(json, at, Math.min(1, length), new byte[] {(byte) random.nextInt(256)});
      case 4 -> splice(json, at, Math.min(1, length), flipped(part));
      case 5 -> splice(json, at, 0, one(PIECES).getBytes(StandardCharsets.UTF_8));
      default -> splice(json, at, 0, nested().getBytes(StandardCharsets.UTF_8));
    };
  }

  private byte[] flipped(byte[] part) {
    return part.length == 0 ? part : new byte[] {(byte) (part[0] ^ (1 << random.nextInt(8)))};
  }

  private String nested() {
    int levels = random.nextInt(80);
    String open = random.nextBoolean() ? "[" : "{\"" + one(NAMES) + "\":";
    return open.repeat(levels) + "1" + (open.equals("[") ? "]" : "}").repeat(levels);
  }

  private static byte[] splice(byte[] json, int at, int drop, byte[] insert) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(json, 0, at);
    out.writeBytes(insert);
    out.write(json, at + drop, json.length - at - drop);
    return out.toByteArray();
  }

  /** One value changed, by its place in an object or array. */
  private JsonNode values(JsonNode tree, byte[] other) {
    List<JsonNode> parents = new ArrayList<>();
    collect(tree, parents);
    if (parents.isEmpty()) {
      return Samples.tree(one(VALUES));
    }
    JsonNode parent = parents.get(random.nextInt(parents.size()));
    if (parent instanceof ObjectNode object) {
      change(object, tree, other);
    } else {
      change((ArrayNode) parent, tree, other);
    }
    return tree;
  }

  private void change(ObjectNode object, JsonNode tree, byte[] other) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.isEmpty() ? one(NAMES) : one(names);
    switch (random.nextInt(6)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(one(NAMES), object.path(name).deepCopy());
      case 2 -> object.setAll(Strangers.properties());
      case 3 -> object.set(one(NAMES), value(object, tree, other));
      default -> object.set(name, value(object.path(name), tree, other));
    }
  }

  private void change(ArrayNode array, JsonNode tree, byte[] other) {
    int index = array.isEmpty() ? 0 : random.nextInt(array.size());
    switch (random.nextInt(3)) {
      case 0 -> array.remove(index);
      case 1 -> array.insert(index, value(array.path(index), tree, other));
      default -> {
        array.remove(index);
        array.insert(index, value(array, tree, other));
      }
    }
  }

  /** Something else: of a list of values, of this document or another, or wrapped. */
  private JsonNode value(JsonNode present, JsonNode tree, byte[] other) {
    JsonNode here = present.isMissingNode() ? JSON.nullNode() : present.deepCopy();
    return switch (random.nextInt(7)) {
      case 0 -> pick(tree).deepCopy();
      case 1 -> pick(Samples.tree(other));
      case 2 -> JSON.arrayNode().add(here).addNull();
      case 3 -> here.isArray() && !here.isEmpty() ? here.get(0) : here;
      case 4 -> here.isValueNode() ? JSON.textNode(here.asText()) : wrapped(here);
      default -> Samples.tree(one(VALUES));
    };
  }

  private JsonNode wrapped(JsonNode value) {
    JsonNode wrapped = value;
    for (int i = random.nextInt(70); i > 0; i--) {
      wrapped =
          random.nextBoolean()
              ? JSON.arrayNode().add(wrapped)
              : JSON.objectNode().set(one(NAMES), wrapped);
    }
    return wrapped;
  }

  private JsonNode pick(JsonNode tree) {
    List<JsonNode> parents = new ArrayList<>();
    collect(tree, parents);
    if (parents.isEmpty()) {
      return tree;
    }
    JsonNode parent = parents.get(random.nextInt(parents.size()));
    List<JsonNode> children = new ArrayList<>();
    parent.forEach(children::add);
    return children.isEmpty() ? parent : children.get(random.nextInt(children.size()));
  }

  private static void collect(JsonNode node, List<JsonNode> parents) {
    if (node.isContainerNode()) {
      parents.add(node);
      node.forEach(child -> collect(child, parents));
    }
  }

  private String one(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
