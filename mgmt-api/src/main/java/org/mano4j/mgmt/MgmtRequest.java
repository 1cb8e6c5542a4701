package org.mano4j.mgmt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;

/**
 * A request of the mgmt protocol.
 *
 * @param function name of the function, in lower case
 * @param params its parameters as they are on the wire
 */
record MgmtRequest(String function, @Nullable JsonNode params) {

  static final String CHECK = "check";
  static final String START = "start";
  static final String ADD_METADATA = "add_metadata";
  static final String STOP = "stop";
  static final String RENEW = "renew";
  static final String RECREATE = "recreate";

  /** Those that have an object as parameters; the others have the name of a server. */
  private static final Set<String> WITH_OBJECT = Set.of(ADD_METADATA, RENEW, RECREATE);

  private static final int LONGEST_NAME = 255;
  private static final String FUNC = "Func";
  private static final String PARAMS = "Params";
  private static final String ID = "ID";
  private static final String ENTRIES = "Entries";
  private static final String ALWAYS = "Always";
  private static final String IMAGES = "Images";
  private static final String FLAVOUR = "Flavour";
  private static final String NETWORKS = "Networks";
  private static final String EXT_ID = "ExtID";

  static MgmtRequest check(String serverName) {
    return new MgmtRequest(CHECK, TextNode.valueOf(serverName));
  }

  static MgmtRequest start(String serverName) {
    return new MgmtRequest(START, TextNode.valueOf(serverName));
  }

  static MgmtRequest stop(String serverName) {
    return new MgmtRequest(STOP, TextNode.valueOf(serverName));
  }

  static MgmtRequest addMetadata(String serverName, Map<String, String> entries) {
    return new MgmtRequest(ADD_METADATA, params(serverName, entries));
  }

  static MgmtRequest renew(String serverName, Map<String, String> entries, boolean always) {
    return new MgmtRequest(RENEW, params(serverName, entries).put(ALWAYS, always));
  }

  static MgmtRequest recreate(ServerSpec spec) {
    ObjectNode params =
        params(spec.name(), spec.metadata()).put(FLAVOUR, spec.flavour()).put(EXT_ID, spec.extId());
    spec.images().forEach(params.putArray(IMAGES)::add);
    spec.networks().forEach(params.putObject(NETWORKS)::put);
    return new MgmtRequest(RECREATE, params);
  }

  private static ObjectNode params(String serverName, Map<String, String> entries) {
    ObjectNode params = MgmtJson.object().put(ID, serverName);
    entries.forEach(params.putObject(ENTRIES)::put);
    return params;
  }

  static MgmtRequest read(byte[] json) {
    ObjectNode object;
    try {
      object = MgmtJson.read(json);
    } catch (CatalogueException e) {
      throw malformed("the request is not a JSON object");
    }
    JsonNode function =
        MgmtJson.get(object, FUNC).orElseThrow(() -> malformed("'" + FUNC + "' is missing"));
    if (!function.isTextual()) {
      throw malformed("'" + FUNC + "' is not a text");
    }
    return new MgmtRequest(
        function.textValue().toLowerCase(Locale.ROOT), MgmtJson.get(object, PARAMS).orElse(null));
  }

  byte[] write() {
    ObjectNode object = MgmtJson.object().put(FUNC, function);
    object.set(PARAMS, params);
    return CatalogueJson.write(object);
  }

  /** The server that is meant. */
  String serverName() {
    JsonNode name =
        params instanceof ObjectNode object ? MgmtJson.get(object, ID).orElse(null) : params;
    if (WITH_OBJECT.contains(function) != params instanceof ObjectNode
        || name == null
        || !name.isTextual()
        || name.textValue().isEmpty()
        || name.textValue().length() > LONGEST_NAME) {
      throw malformed(
          WITH_OBJECT.contains(function)
              ? "expected an object with '" + ID + "' (name of a server) and '" + ENTRIES + "'"
              : "expected the name of a server (1 to " + LONGEST_NAME + " characters)");
    }
    return name.textValue();
  }

  /** The metadata that goes with it; empty when the peer sent null. */
  Map<String, String> entries() {
    return texts(ENTRIES);
  }

  /** Whether a server that runs is stopped in any case. */
  boolean always() {
    return param(ALWAYS).map(JsonNode::asBoolean).orElse(false);
  }

  /** The server that is to be made. */
  ServerSpec spec() {
    return new ServerSpec(
        serverName(), images(), text(FLAVOUR), texts(NETWORKS), text(EXT_ID), entries());
  }

  private List<String> images() {
    JsonNode node = param(IMAGES).orElseThrow(() -> malformed("'" + IMAGES + "' is missing"));
    List<String> images = new ArrayList<>();
    node.forEach(image -> images.add(image.isTextual() ? image.textValue() : ""));
    if (!node.isArray() || images.isEmpty() || images.contains("")) {
      throw malformed("'" + IMAGES + "' is not a list of names");
    }
    return images;
  }

  /** The text of a key; "" without it. */
  private String text(String key) {
    JsonNode node = param(key).orElse(TextNode.valueOf(""));
    if (!node.isTextual()) {
      throw malformed("'" + key + "' is not a text");
    }
    return node.textValue();
  }

  private Optional<JsonNode> param(String key) {
    return params instanceof ObjectNode object ? MgmtJson.get(object, key) : Optional.empty();
  }

  private Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    JsonNode node = param(key).orElse(null);
    if (node == null) {
      return texts;
    }
    if (!node.isObject()) {
      throw malformed("'" + key + "' is not an object");
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual() && !entry.getValue().isNull()) {
        throw malformed("a value in '" + key + "' is not a text");
      }
      // null is the empty text to the peers, which deletes the key
      texts.put(entry.getKey(), entry.getValue().isNull() ? "" : entry.getValue().textValue());
    }
    return texts;
  }

  /** What is answered to a function that nobody knows; a name without end is cut. */
  MgmtException unknown() {
    String name = function.length() > LONGEST_NAME ? function.substring(0, LONGEST_NAME) : function;
    return new MgmtException(MgmtCode.UNKNOWN_FUNCTION, "unknown function: " + name);
  }

  private static MgmtException malformed(String why) {
    return new MgmtException(MgmtCode.INVALID, "malformed parameters: " + why);
  }
}
