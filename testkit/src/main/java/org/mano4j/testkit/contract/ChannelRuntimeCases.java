package org.mano4j.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmRuntime;

/** A whole VNF manager over the channel under test. */
abstract class ChannelRuntimeCases extends ChannelCases {

  /** Actions of what the manager has asked, in order. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  VnfmRuntime started(VnfmHandler handler, UnaryOperator<VnfmRuntime.Builder> more) {
    VnfmRuntime vnfm =
        closing(
            more.apply(VnfmRuntime.builder(handler).type(type).channel(bench.channel())).build());
    vnfm.start();
    return vnfm;
  }

  VnfmRuntime started(VnfmHandler handler) {
    return started(handler, builder -> builder);
  }

  VnfmRuntime started() {
    return started(new VnfmHandler() {});
  }

  /** Grants, allocates and scales; counts what was asked. */
  void answeringAll() {
    nfvo.answering(this::usual);
  }

  CompletionStage<Optional<byte[]>> usual(byte[] body) {
    JsonNode message = json(body);
    String action = message.path("action").asText();
    String name = nameIn(message);
    asked.add(action);
    return switch (action) {
      case "GRANT_OPERATION" -> answer(ChannelMessages.granted(name));
      case "ALLOCATE_RESOURCES" -> answer(ChannelMessages.generic("ALLOCATE_RESOURCES", name));
      case "SCALING" ->
          answer(
              "{\"action\":\"SCALED\",\"vnfr\":%s}"
                  .formatted(ChannelMessages.record(name, "1", "2", "3")));
      default -> new CompletableFuture<>();
    };
  }

  /** Answers one action in its own way, and the others as usual. */
  void answering(String action, CompletionStage<Optional<byte[]>> reply) {
    nfvo.answering(
        body -> {
          if (json(body).path("action").asText().equals(action)) {
            asked.add(action);
            return reply;
          }
          return usual(body);
        });
  }

  JsonNode ask(String request) {
    return join(request(request));
  }

  static String action(JsonNode answer) {
    return answer.path("action").asText();
  }

  static String reason(JsonNode answer) {
    return answer.at("/exception/detailMessage").asText();
  }
}
