package org.mano4j.pop.nfv;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;

/** A mgmt door written by hand: answers by function, and what was asked. */
final class ScriptedDoor {

  /** What a driver of before mano4j answers, in front of a Pop of the first generation. */
  static final String ALREADY_STARTED =
      "{\"Error\":\"rpc error: code = AlreadyExists desc = container already started\"}";

  final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Function<JsonNode, String>> answers = new ConcurrentHashMap<>();

  ScriptedDoor(MessageBus bus, String vim) {
    String key = "vim-mgmt-" + vim;
    bus.consume(
        new QueueSpec(
            key, false, true, false, Map.of(), List.of(new Address("openbaton-exchange", key))),
        16,
        delivery -> {
          JsonNode request = CatalogueJson.read(delivery.message().body(), JsonNode.class);
          String function = request.path("Func").asText();
          JsonNode params = request.path("Params");
          calls.add(function + " " + (params.isTextual() ? params : params.path("ID")).asText());
          String answer =
              answers
                  .getOrDefault(
                      function, any -> "{\"Error\":\"unknown function: " + function + "\"}")
                  .apply(params);
          return CompletableFuture.completedFuture(Optional.of(Message.text(answer)));
        });
  }

  ScriptedDoor on(String function, String answer) {
    answers.put(function, params -> answer);
    return this;
  }

  /** Every server is in this state. */
  ScriptedDoor servers(String status) {
    answers.put(
        "check",
        params ->
            "{\"Value\":{\"name\":\"%s\",\"extId\":\"old-id\",\"status\":\"%s\"}}"
                .formatted(params.asText(), status));
    return this;
  }
}
