package org.mano4j.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Properties that no type knows. */
final class Strangers {

  private static final String JSON =
      """
      {"strangeText": "kept \\u00fc \\ud83d\\ude00 \\ud800 \\u0000",
       "strangeNumber": 7,
       "strangeDecimal": 0.12345678901234567890,
       "strangeZeros": 1.00,
       "strangeHuge": 1e400,
       "strangeTiny": -1e-400,
       "strangeInteger": 123456789012345678901234567890,
       "strangeBoolean": false,
       "strangeNull": null,
       "strangeArray": [1, null, [], {"x": 1.0}, "y"],
       "strangeObject": {"inside": 1.50, "list": [null], "none": null, "empty": {}},
       "extensions": {"a": 1},
       "class": "org.example.Strange",
       "": "no name"}
      """;

  private Strangers() {}

  static List<String> names() {
    List<String> names = new ArrayList<>();
    properties().fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** A fresh object with a value of every kind. */
  static ObjectNode properties() {
    return (ObjectNode) Samples.tree(JSON);
  }
}
