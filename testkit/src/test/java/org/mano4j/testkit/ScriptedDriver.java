package org.mano4j.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.NfvoRegistration;
import org.mano4j.messaging.nfvo.RegistrationOptions;

/** A VIM driver of bare messages, which keeps what it gets and can be told to misbehave. */
final class ScriptedDriver implements AutoCloseable {

  private final MessageBus bus;
  private final Map<String, Function<JsonNode, CompletionStage<JsonNode>>> scripts =
      new ConcurrentHashMap<>();
  private final List<JsonNode> calls = new CopyOnWriteArrayList<>();
  private final Set<String> servers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger addresses = new AtomicInteger(1);

  ScriptedDriver(BusConnector connector, String pluginId) {
    this(connector, NfvoAddresses.DEFAULT_REGISTRATION_USER, pluginId);
  }

  ScriptedDriver(BusConnector connector, BusCredentials registrationUser, String pluginId) {
    this(
        connector.open(
            NfvoRegistration.registerPlugin(
                    connector, registrationUser, pluginId, RegistrationOptions.defaults())
                .credentials(),
            pluginId),
        pluginId);
  }

  /** One that does not register. */
  ScriptedDriver(MessageBus bus, String pluginId) {
    this.bus = bus;
    bus.consume(QueueSpec.named(pluginId, NfvoAddresses.EXCHANGE), 1000, this::handle);
  }

  /** Answers a method in its own way, with the whole answer object. */
  ScriptedDriver on(String method, Function<JsonNode, CompletionStage<JsonNode>> script) {
    scripts.put(method, script);
    return this;
  }

  ScriptedDriver answers(String method, String json) {
    JsonNode answer = CatalogueJson.read(json, JsonNode.class);
    return on(method, call -> CompletableFuture.completedFuture(answer));
  }

  ScriptedDriver throwsIn(String method, String text) {
    return answers(method, "{'exception':{'detailMessage':'" + text + "'}}");
  }

  private CompletionStage<Optional<Message>> handle(Delivery delivery) {
    JsonNode call = CatalogueJson.read(delivery.message().body(), JsonNode.class);
    calls.add(call);
    Function<JsonNode, CompletionStage<JsonNode>> script =
        scripts.getOrDefault(call.path("methodName").asText(), this::usual);
    return script
        .apply(call)
        .thenApply(answer -> Optional.of(Message.text(CatalogueJson.write(answer))));
  }

  CompletionStage<JsonNode> usual(JsonNode call) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    JsonNode parameters = call.path("parameters");
    switch (call.path("methodName").asText()) {
      case "refresh" -> answer.set("answer", refreshed(parameters.path(0)));
      case "createNetwork" ->
          answer.set(
              "answer",
              ((ObjectNode) parameters.path(1).deepCopy())
                  .put("extId", "net-" + parameters.path(1).path("name").asText()));
      case "launchInstanceAndWait" -> answer.set("answer", launched(parameters));
      case "rebuildServer" -> answer.putObject("answer").put("extId", parameters.path(1).asText());
      case "deleteServerByIdAndWait" -> servers.remove(parameters.path(1).asText());
      case "listServer" -> answer.putArray("answer");
      default -> answer.putObject("exception").put("detailMessage", "not supported");
    }
    return CompletableFuture.completedFuture(answer);
  }

  private static JsonNode refreshed(JsonNode vim) {
    ObjectNode seen = vim.deepCopy();
    seen.putArray("images").addObject().put("extId", "image-1").put("hbVersion", 0);
    seen.putArray("networks").addObject().put("name", "mgmt").put("extId", "id_mgmt");
    return seen;
  }

  private JsonNode launched(JsonNode parameters) {
    String name = parameters.path(1).asText();
    servers.add("server-" + name);
    ObjectNode server = JsonNodeFactory.instance.objectNode();
    server
        .put("name", name)
        .put("hostName", name)
        .put("extId", "server-" + name)
        .put("status", "CREATED");
    ObjectNode ips = server.putObject("ips");
    parameters
        .path(5)
        .forEach(
            point -> {
              int n = addresses.getAndIncrement();
              ips.putArray(point.path("virtual_link_reference").asText())
                  .add("10." + n / 65536 + "." + n / 256 % 256 + "." + n % 256);
            });
    server.putObject("floatingIps");
    return server;
  }

  /** Calls as they came, oldest first. */
  List<JsonNode> calls(String method) {
    return calls.stream().filter(call -> method.equals(call.path("methodName").asText())).toList();
  }

  /** Identifiers of the servers that were launched and not deleted. */
  Set<String> servers() {
    return Set.copyOf(servers);
  }

  @Override
  public void close() {
    bus.close();
  }
}
