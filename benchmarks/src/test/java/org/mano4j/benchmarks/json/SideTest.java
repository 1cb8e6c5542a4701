package org.mano4j.benchmarks.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mano4j.catalogue.WireDate;

class SideTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource
  void allSidesReadAndWriteTheSame(Document document) throws Exception {
    byte[] json = document.json();

    assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("\n");
    for (Side side : Side.values()) {
      Codec codec = side.codec(document);
      byte[] written = codec.write(codec.read(json));

      assertThat(tree(written)).as("%s", side).isEqualTo(tree(json));
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyOneOfOurSidesKeepsWhatIsUnknown(Document document) throws Exception {
    ObjectNode more = (ObjectNode) JSON.readTree(document.json());
    byte[] json = JSON.writeValueAsBytes(more.put("novel", 1));

    Codec ours = Side.MANO4J.codec(document);
    Codec knownOnly = Side.KNOWN_ONLY.codec(document);

    assertThat(JSON.readTree(ours.write(ours.read(json))).has("novel")).isTrue();
    assertThat(JSON.readTree(knownOnly.write(knownOnly.read(json))).has("novel")).isFalse();
  }

  /** The tree, with dates in one form. */
  private static JsonNode tree(byte[] json) throws Exception {
    JsonNode tree = JSON.readTree(json);
    for (JsonNode parent : tree.findParents("created")) {
      ((ObjectNode) parent).put("created", WireDate.read(parent.get("created").asText()).text());
    }
    return tree;
  }
}
