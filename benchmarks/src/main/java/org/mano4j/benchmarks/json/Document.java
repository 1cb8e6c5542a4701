package org.mano4j.benchmarks.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import org.mano4j.benchmarks.harness.Effort;

/** What is read and written. */
enum Document {
  /** The SIPp service, as samples launch it. */
  NSD("/org/mano4j/samples/sipp/nsd.json"),

  /** Its client, running, with five instances. */
  VNFR("/org/mano4j/benchmarks/wire/json/vnfr-sipp-client.active.json") {
    @Override
    void complete(JsonNode vnfr) {
      ArrayNode instances = (ArrayNode) vnfr.path("vdu").path(0).path("vnfc_instance");
      for (int i = 1; i < INSTANCES; i++) {
        ObjectNode another = instances.path(0).deepCopy();
        another.put("hostname", another.path("hostname").asText() + i);
        withOtherIds(another, i);
        instances.add(another);
      }
    }
  },

  /** What an NFVO has sent, with the VIM instance and all its images. */
  INSTANTIATE("/org/mano4j/benchmarks/wire/captured/a-lifecycle/07-nfvo-to-vnfm-INSTANTIATE.json");

  private static final int INSTANCES = 5;

  private final String resource;

  Document(String resource) {
    this.resource = resource;
  }

  /** All of them; one where it is only to be seen whether it runs at all. */
  static List<Document> measuredWith(Effort effort) {
    return effort == Effort.SMOKE ? List.of(NSD) : List.of(values());
  }

  /**
   * The document as the published classes write it on this JVM, so that all sides read the same
   * properties and write them again. Recorded dates have the form of Java 8, which the published
   * classes write and read there alone.
   */
  byte[] json() throws IOException {
    Codec published = Side.PUBLISHED.codec(this);
    Codec ours = Side.MANO4J.codec(this);
    byte[] readByEveryPeer = ours.write(ours.read(recorded()));
    return published.write(published.read(readByEveryPeer));
  }

  /** What it is on the wire of its own. */
  private byte[] recorded() throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (InputStream in = Document.class.getResourceAsStream(resource)) {
      JsonNode tree = json.readTree(in);
      complete(tree);
      return json.writeValueAsBytes(tree);
    }
  }

  /** Makes of a recording what is to be measured. */
  void complete(JsonNode recording) {}

  /** Ids are all different, as they are in a database. */
  private static void withOtherIds(JsonNode node, int number) {
    if (node instanceof ObjectNode object && object.has("id")) {
      String id = object.path("id").asText();
      object.put("id", id.substring(0, id.length() - 1) + number);
    }
    for (Iterator<JsonNode> i = node.elements(); i.hasNext(); ) {
      withOtherIds(i.next(), number);
    }
  }
}
