package org.mano4j.mgmt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

  private static final int LONGEST_NAME = 255;
  private static final String FUNC = "Func";
  private static final String PARAMS = "Params";
  private static final String ID = "ID";
  private static final String ENTRIES = "Entries";

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
    ObjectNode params = MgmtJson.object().put(ID, serverName);
    ObjectNode values = params.putObject(ENTRIES);
    entries.forEach(values::put);
    return new MgmtRequest(ADD_METADATA, params);
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
    if (function.equals(ADD_METADATA) != params instanceof ObjectNode
        || name == null
        || !name.isTextual()
        || name.textValue().isEmpty()
        || name.textValue().length() > LONGEST_NAME) {
      throw malformed(
          function.equals(ADD_METADATA)
              ? "expected an object with '" + ID + "' (name of a server) and '" + ENTRIES + "'"
              : "expected the name of a server (1 to " + LONGEST_NAME + " characters)");
    }
    return name.textValue();
  }

  /** The metadata that goes with it; empty when the peer sent null. */
  Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    JsonNode node =
        params instanceof ObjectNode object ? MgmtJson.get(object, ENTRIES).orElse(null) : null;
    if (node == null) {
      return entries;
    }
    if (!node.isObject()) {
      throw malformed("'" + ENTRIES + "' is not an object");
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual() && !entry.getValue().isNull()) {
        throw malformed("a value in '" + ENTRIES + "' is not a text");
      }
      // null is the empty text to the peers, which deletes the key
      entries.put(entry.getKey(), entry.getValue().isNull() ? "" : entry.getValue().textValue());
    }
    return entries;
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
