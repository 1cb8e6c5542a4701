package org.mano4j.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.WireDate;

/** Calls and answers recorded between an NFVO 6.0 and a driver of another SDK. */
final class Recordings {

  private Recordings() {}

  static byte[] request(String name) {
    return bytes(name + ".request.json");
  }

  static JsonNode answer(String name) {
    return CatalogueJson.read(bytes(name + ".answer.json"), JsonNode.class);
  }

  static byte[] bytes(String file) {
    try (InputStream in = Recordings.class.getResourceAsStream("/recorded/" + file)) {
      if (in == null) {
        throw new AssertionError("there is no recording " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values of the answer, as the classes that a driver returns. */
  static Object values(JsonNode answer, ScriptedDriver.Kind kind) {
    JsonNode value = answer.path("answer");
    if (value.isMissingNode()) {
      return "";
    }
    if (!kind.many()) {
      return CatalogueJson.read(value, kind.type());
    }
    List<Object> list = new ArrayList<>();
    value.forEach(element -> list.add(CatalogueJson.read(element, kind.type())));
    return list;
  }

  /**
   * Where two answers differ. Intended: empty collections are written out, and dates are written in
   * the one form that every reader takes.
   */
  static List<String> differences(JsonNode recorded, JsonNode ours) {
    List<String> differences = new ArrayList<>();
    compare("", recorded, ours, differences);
    return differences;
  }

  private static void compare(
      String path, JsonNode recorded, JsonNode ours, List<String> differences) {
    if (recorded.isObject() && ours.isObject()) {
      recorded
          .fieldNames()
          .forEachRemaining(
              key -> compare(path + "/" + key, recorded.get(key), ours.path(key), differences));
      ours.properties().stream()
          .filter(entry -> !recorded.has(entry.getKey()))
          .filter(entry -> !(entry.getValue().isContainerNode() && entry.getValue().isEmpty()))
          .forEach(entry -> differences.add(path + "/" + entry.getKey() + " is not recorded"));
    } else if (recorded.isArray() && ours.isArray() && recorded.size() == ours.size()) {
      for (int i = 0; i < recorded.size(); i++) {
        compare(path + "/" + i, recorded.get(i), ours.get(i), differences);
      }
    } else if (!same(recorded, ours)) {
      differences.add(path + ": recorded " + recorded + ", ours " + ours);
    }
  }

  private static boolean same(JsonNode recorded, JsonNode ours) {
    if (recorded.equals(ours)) {
      return true;
    }
    boolean texts = recorded.isTextual() && ours.isTextual();
    return texts
        && ours.asText().endsWith("Z")
        && WireDate.read(recorded.asText()).instant().isPresent()
        && WireDate.read(recorded.asText())
            .instant()
            .equals(WireDate.read(ours.asText()).instant());
  }
}
