package org.mano4j.descriptors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.mano4j.catalogue.CatalogueJson;

/** The sample descriptors with mistakes. */
final class Mutants {

  static final List<String> SAMPLES =
      List.of(
          "/rules/nsd.json",
          "/nsd/as-onboarded.json",
          "/nsd/as-stored.json",
          "/nsd/appendix-c.json");

  private static final List<String> VALUES =
      List.of(
          "null",
          "7",
          "-1",
          "1.5",
          "1e99999999999",
          "99999999999999999999",
          "true",
          "\"\"",
          "\"x\"",
          "\"7\"",
          "\"1.0\"",
          "\"1e2\"",
          "\" 7 \"",
          "\"NaN\"",
          "\"\u0663\"",
          "\"a:b:c\"",
          "\"10.0.0.0/99\"",
          "\"::/0\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "[{}]",
          "[\"x\", \"x\"]",
          "{\"name\": 7}",
          "{\"a\": {\"parameters\": [null]}}");

  private static final Set<String> EVERYWHERE =
      Set.of("id", "hbVersion", "projectId", "shared", "metadata");

  private Mutants() {}

  /** Every value at every place of a sample, one at a time, with what was done. */
  static void single(String sample, BiConsumer<String, byte[]> visitor) {
    JsonNode document = CatalogueJson.read(RuleCase.resource(sample), JsonNode.class);
    List<Place> places = places(document);
    for (Place place : places) {
      JsonNode sound = place.get();
      for (String value : VALUES) {
        place.set(raw(value));
        visitor.accept(
            sample + ", place " + places.indexOf(place) + ", value " + value, bytes(document));
      }
      place.set(sound);
    }
  }

  /** Samples with up to a dozen mistakes, with what was done. */
  static void many(long seed, BiConsumer<String, byte[]> visitor) {
    Random random = new Random(seed);
    for (String sample : SAMPLES) {
      for (int round = 0; round < 60; round++) {
        JsonNode broken = CatalogueJson.read(RuleCase.resource(sample), JsonNode.class);
        for (int changes = random.nextInt(12); changes >= 0; changes--) {
          List<Place> places = places(broken);
          if (!places.isEmpty()) {
            change(random, places.get(random.nextInt(places.size())), places);
          }
        }
        visitor.accept(sample + ", seed " + seed + ", round " + round, bytes(broken));
      }
    }
  }

  private static void change(Random random, Place place, List<Place> places) {
    switch (random.nextInt(3)) {
      case 0 -> place.remove();
      case 1 -> place.set(places.get(random.nextInt(places.size())).get().deepCopy());
      default -> place.set(raw(VALUES.get(random.nextInt(VALUES.size()))));
    }
  }

  private static byte[] bytes(JsonNode document) {
    return document.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A value that is written as it is. */
  private static JsonNode raw(String json) {
    return JsonNodeFactory.instance.rawValueNode(new RawValue(json));
  }

  /** Somewhere in a document. */
  private interface Place {
    JsonNode get();

    void set(JsonNode value);

    void remove();
  }

  /** All places, but of what every object has only the first few. */
  private static List<Place> places(JsonNode root) {
    List<Place> places = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    List<JsonNode> open = new ArrayList<>(List.of(root));
    while (!open.isEmpty()) {
      JsonNode node = open.remove(open.size() - 1);
      if (node instanceof ObjectNode object) {
        object
            .fieldNames()
            .forEachRemaining(
                name -> {
                  if (!EVERYWHERE.contains(name) || seen.merge(name, 1, Integer::sum) <= 5) {
                    places.add(property(object, name));
                  }
                });
      } else if (node instanceof ArrayNode array) {
        for (int i = 0; i < array.size(); i++) {
          places.add(element(array, i));
        }
      }
      if (node instanceof ContainerNode<?>) {
        node.forEach(open::add);
      }
    }
    return places;
  }

  private static Place property(ObjectNode object, String name) {
    return new Place() {
      @Override
      public JsonNode get() {
        return object.get(name);
      }

      @Override
      public void set(JsonNode value) {
        object.set(name, value);
      }

      @Override
      public void remove() {
        object.remove(name);
      }
    };
  }

  private static Place element(ArrayNode array, int index) {
    return new Place() {
      @Override
      public JsonNode get() {
        return array.get(index);
      }

      @Override
      public void set(JsonNode value) {
        array.set(index, value);
      }

      @Override
      public void remove() {
        array.remove(index);
      }
    };
  }
}
