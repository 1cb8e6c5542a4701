package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.catalogue.WireFiles.Sample;

/** Every value of a document is replaced by a value of each other kind, one after the other. */
class WrongTypesTest {

  private static final List<JsonNode> VALUES =
      List.of(
          Samples.tree("null"),
          Samples.tree("true"),
          Samples.tree("7"),
          Samples.tree("1.5"),
          Samples.tree("\"hunter2\""),
          Samples.tree("{}"),
          Samples.tree("[]"),
          Samples.tree("{\"hunter\":[2]}"),
          Samples.tree("1e400"));

  static List<Sample> samples() {
    return WireFiles.samples().stream()
        .filter(sample -> sample.pointer().isEmpty())
        .filter(
            sample ->
                sample
                    .path()
                    .matches(
                        "json/(server.full|vim-.*.full|vnfr-sipp-server.as-built.*|vnfpackage.full"
                            + "|or-vnfm-(start-stop|grant-operation|heal).minimal"
                            + "|vnfm-or-(error|log|allocate-resources).full|nsd.minimal"
                            + "|every-field-(autoscale.*|faultman.*|vnfalarm|monitoringp.*)"
                            + "|plugin-exception-other.with-cause|plugin-request-addImage.bytes"
                            + "|vnfrecorddependency|script.full|deploynsrbody.full).*json"))
        .toList();
  }

  @Test
  void areTriedOnEnoughSamples() {
    assertThat(samples()).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void areRefusedWithTheirPlaceOrTakenAsTheNormalisationsSay(Sample sample) {
    JsonNode tree = sample.tree().deepCopy();
    List<JsonPointer> places = new ArrayList<>();
    collect(tree, JsonPointer.empty(), places);
    for (JsonPointer place : places) {
      JsonNode right = tree.at(place);
      for (JsonNode value : VALUES) {
        check(sample, replaced(tree, place, value), place);
      }
      replaced(tree, place, right);
    }
    assertThat(tree).isEqualTo(sample.tree());
  }

  private static void check(Sample sample, JsonNode wrong, JsonPointer place) {
    byte[] json = Samples.bytes(wrong);
    Object read;
    try {
      read = CatalogueTypes.read(json, sample.type());
    } catch (CatalogueException e) {
      assertRefused(e, place, wrong);
      return;
    }
    assertThat(Samples.tree(CatalogueJson.write(read)))
        .as("%s changed at %s: %s", sample, place, wrong)
        .isEqualTo(Normalisations.of(wrong, sample.type()));
  }

  private static void assertRefused(CatalogueException e, JsonPointer place, JsonNode wrong) {
    Refusals.assertClear(e);
    if (e.getMessage().contains("it has no text \"action\"")) {
      assertThat(wrong.path("action").isTextual()).isFalse();
      return;
    }
    assertThat(e).hasMessageContaining("must be");
    assertThat(e.pointer().orElseThrow()).startsWith(place.toString());
  }

  private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
    places.add(at);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      collect(entry.getValue(), at.appendProperty(entry.getKey()), places);
    }
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      collect(node.get(i), at.appendIndex(i), places);
    }
  }

  /** The tree with another value at a place. */
  private static JsonNode replaced(JsonNode tree, JsonPointer place, JsonNode value) {
    if (place.matches()) {
      return value;
    }
    JsonNode parent = tree.at(place.head());
    if (parent instanceof ObjectNode object) {
      object.set(place.last().getMatchingProperty(), value);
    } else {
      ((ArrayNode) parent).set(place.last().getMatchingIndex(), value);
    }
    return tree;
  }
}
