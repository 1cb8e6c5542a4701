package org.mano4j.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.WireThrowable;
import org.mano4j.catalogue.message.PluginAnswer;
import org.mano4j.catalogue.message.PluginMessage;
import org.mano4j.catalogue.vim.Server;

/** The JSON of calls and answers. */
final class PluginProtocol {

  private static final String SERVER = "server";
  private static final int MAX_CAUSES = 16;

  /** A call as it came. */
  record Call(String function, Parameters parameters) {}

  private PluginProtocol() {}

  /**
   * Reads a call.
   *
   * @throws VimDriverException if it is none; says nothing of its content
   */
  static Call readCall(byte[] body) {
    JsonNode tree = tree(body, "call");
    String function = tree.path("methodName").asText("");
    if (function.isEmpty()) {
      throw new VimDriverException("the call has no methodName");
    }
    return new Call(function, new Parameters(function, tree.path("parameters")));
  }

  static byte[] writeCall(String function, List<?> parameters) {
    List<JsonNode> nodes = parameters.stream().map(WireForm::of).toList();
    return CatalogueJson.write(PluginMessage.of(function, nodes));
  }

  static byte[] writeAnswer(Optional<Object> result) {
    return CatalogueJson.write(PluginAnswer.of(result.map(WireForm::of).orElse(null)));
  }

  static byte[] writeException(Throwable failure) {
    WireThrowable exception = WireThrowable.of(failure);
    if (failure instanceof VimDriverException driver && driver.server().isPresent()) {
      exception =
          exception.withExtensions(Map.of(SERVER, WireForm.of(driver.server().orElseThrow())));
    }
    return CatalogueJson.write(PluginAnswer.of(exception));
  }

  /**
   * Reads an answer.
   *
   * @return the result, empty when there is none
   * @throws VimDriverException that the driver has thrown, or because the answer cannot be read
   */
  static Optional<JsonNode> readAnswer(byte[] body) {
    JsonNode tree = tree(body, "answer of the driver");
    JsonNode exception = tree.path("exception");
    if (!exception.isMissingNode() && !exception.isNull()) {
      throw exception(exception, MAX_CAUSES);
    }
    JsonNode answer = tree.path("answer");
    return answer.isMissingNode() || answer.isNull() ? Optional.empty() : Optional.of(answer);
  }

  private static VimDriverException exception(JsonNode exception, int causes) {
    String text = exception.isTextual() ? exception.asText() : detail(exception);
    JsonNode cause = exception.path("cause");
    return new VimDriverException(
        text,
        exception.path(SERVER).isObject() ? server(exception.path(SERVER)) : null,
        cause.isObject() && causes > 0 ? exception(cause, causes - 1) : null);
  }

  private static String detail(JsonNode exception) {
    JsonNode detail = exception.path("detailMessage");
    return detail.isTextual() ? detail.asText() : "the driver failed and does not say why";
  }

  private static Server server(JsonNode server) {
    return CatalogueJson.read(server, Server.class);
  }

  private static JsonNode tree(byte[] body, String what) {
    JsonNode tree;
    try {
      tree = CatalogueJson.read(body, JsonNode.class);
    } catch (CatalogueException e) {
      // without the cause, whose text may quote the message
      throw new VimDriverException("the " + what + " is not JSON");
    }
    if (!tree.isObject()) {
      throw new VimDriverException("the " + what + " is no JSON object");
    }
    return tree;
  }
}
