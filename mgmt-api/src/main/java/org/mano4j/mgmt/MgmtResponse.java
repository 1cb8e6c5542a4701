package org.mano4j.mgmt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.Server;

/**
 * A response of the mgmt protocol: a value, an error with its code, or nothing.
 *
 * @param value what the function returns
 * @param error text of a failure
 * @param code kind of the failure; peers of before mano4j send none and ignore it
 */
record MgmtResponse(@Nullable JsonNode value, @Nullable String error, @Nullable MgmtCode code) {

  private static final String VALUE = "Value";
  private static final String ERROR = "Error";
  private static final String CODE = "Code";

  static MgmtResponse done() {
    return new MgmtResponse(null, null, null);
  }

  static MgmtResponse of(Server server) {
    return new MgmtResponse(CatalogueJson.toTree(server), null, null);
  }

  static MgmtResponse failed(MgmtCode code, String error) {
    return new MgmtResponse(null, error, code);
  }

  /**
   * Reads a response.
   *
   * @throws CatalogueException if it is not a JSON object
   */
  static MgmtResponse read(byte[] json) {
    ObjectNode object = MgmtJson.read(json);
    JsonNode value = MgmtJson.get(object, VALUE).orElse(null);
    String error = text(object, ERROR);
    if (error == null) {
      return new MgmtResponse(value, null, null);
    }
    String code = text(object, CODE);
    return new MgmtResponse(
        value, error, code == null ? MgmtCode.guess(error) : new MgmtCode(code));
  }

  byte[] write() {
    ObjectNode object = MgmtJson.object();
    if (value != null) {
      object.set(VALUE, value);
    }
    if (error != null) {
      object.put(ERROR, error);
    }
    if (code != null) {
      object.put(CODE, code.text());
    }
    return CatalogueJson.write(object);
  }

  /**
   * The server in it; an absent value means an absent server.
   *
   * @throws CatalogueException if the value is not a server
   */
  Optional<Server> server() {
    return Optional.ofNullable(value).map(node -> CatalogueJson.read(node, Server.class));
  }

  /** An empty text means none: the peers' language has no absent texts. */
  private static @Nullable String text(ObjectNode object, String key) {
    return MgmtJson.get(object, key)
        .map(node -> node.isTextual() ? node.textValue() : node.toString())
        .filter(text -> !text.isEmpty())
        .orElse(null);
  }
}
