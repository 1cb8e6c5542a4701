package org.mano4j.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.WireThrowable;
import org.mano4j.catalogue.message.PluginAnswer;
import org.mano4j.catalogue.message.PluginMessage;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.messaging.MessageBus;

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
   * @throws BadCallException if it is none, or one of a function that there is not
   */
  static Call readCall(byte[] body, Dialect dialect) {
    JsonNode tree;
    try {
      tree = tree(body, "call");
    } catch (VimDriverException e) {
      throw noCall(e.getMessage());
    }
    JsonNode function = tree.path("methodName");
    if (!function.isTextual() || function.textValue().isEmpty()) {
      throw noCall("the call has no methodName");
    }
    JsonNode values = tree.path("parameters");
    if (!values.isArray() && !values.isMissingNode() && !values.isNull()) {
      throw noCall("the parameters of the call are no list");
    }
    String name = function.textValue();
    Parameters parameters = new Parameters(name, values, dialect);
    DriverFunctions.check(name, parameters);
    return new Call(name, parameters);
  }

  private static BadCallException noCall(String text) {
    return new BadCallException(PluginMetrics.Refusal.NO_CALL, text);
  }

  static byte[] writeCall(String function, List<?> parameters) {
    List<JsonNode> nodes = parameters.stream().map(WireForm::of).toList();
    return CatalogueJson.write(PluginMessage.of(function, nodes));
  }

  static byte[] writeAnswer(Optional<Object> result) {
    return CatalogueJson.write(PluginAnswer.of(result.map(WireForm::of).orElse(null)));
  }

  /** The exception, with the first server that it or one of its causes names. */
  static byte[] writeException(Throwable failure) {
    Map<String, JsonNode> server =
        serverOf(failure).map(left -> Map.of(SERVER, WireForm.of(left))).orElseGet(Map::of);
    byte[] body = write(WireThrowable.of(failure), server);
    return body.length <= MessageBus.MAX_MESSAGE_SIZE
        ? body
        : write(WireThrowable.of("the driver failed and says too much for one message"), server);
  }

  private static byte[] write(WireThrowable exception, Map<String, JsonNode> server) {
    return CatalogueJson.write(PluginAnswer.of(exception.withExtensions(server)));
  }

  private static Optional<Server> serverOf(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof VimDriverException driver && driver.server().isPresent()) {
        return driver.server();
      }
      cause = cause.getCause();
    }
    return Optional.empty();
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

  /** Nothing if it cannot be read: what went wrong matters more. */
  private static @Nullable Server server(JsonNode server) {
    try {
      return CatalogueJson.read(server, Server.class);
    } catch (CatalogueException e) {
      return null;
    }
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
