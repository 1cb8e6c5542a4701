package org.mano4j.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.mano4j.catalogue.CatalogueJson;

/** The SIPp service's descriptor, as it is and with changes. */
final class Sipp {

  private Sipp() {}

  static byte[] nsd() {
    try (InputStream in = Sipp.class.getResourceAsStream("sipp/nsd.json")) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] nsd(Consumer<JsonNode> change) {
    ObjectNode tree = CatalogueJson.read(nsd(), ObjectNode.class);
    change.accept(tree);
    return CatalogueJson.write(tree);
  }

  static ObjectNode vdu(JsonNode nsd, String vnfd) {
    for (JsonNode candidate : nsd.path("vnfd")) {
      if (candidate.path("name").asText().equals(vnfd)) {
        return (ObjectNode) candidate.path("vdu").get(0);
      }
    }
    throw new IllegalArgumentException(vnfd);
  }
}
