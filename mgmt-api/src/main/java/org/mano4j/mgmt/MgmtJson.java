package org.mano4j.mgmt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;

/** Objects of the mgmt protocol: keys are capitalised, and peers read them in any case. */
final class MgmtJson {

  private MgmtJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Reads an object.
   *
   * @throws CatalogueException if it is not one; its text may quote the content
   */
  static ObjectNode read(byte[] json) {
    if (CatalogueJson.read(json, JsonNode.class) instanceof ObjectNode object) {
      return object;
    }
    throw new CatalogueException("not a JSON object");
  }

  /** The value of a key in any case, the exact one first; empty when absent or null. */
  static Optional<JsonNode> get(ObjectNode object, String key) {
    JsonNode exact = object.get(key);
    if (exact != null) {
      return exact.isNull() ? Optional.empty() : Optional.of(exact);
    }
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      if (property.getKey().equalsIgnoreCase(key)) {
        return property.getValue().isNull() ? Optional.empty() : Optional.of(property.getValue());
      }
    }
    return Optional.empty();
  }
}
