package org.mano4j.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.VNFDConnectionPointBuilder;
import org.mano4j.catalogue.manager.ManagerCredentialsBuilder;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.ManagerRequest;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.LaunchRequestBuilder;
import org.mano4j.plugin.VimDriverCaller;
import org.mano4j.plugin.VimDriverPlugin;

/**
 * What the suites for every VIM driver share: the driver as a plugin, and an NFVO that calls it.
 */
abstract class VimDriverCases {

  static final Duration LONG = Duration.ofSeconds(20);

  private final List<AutoCloseable> opened = new ArrayList<>();
  final List<ManagerRequest> registrations = new CopyOnWriteArrayList<>();
  VimDriverBench bench;
  MessageBus nfvo;
  VimDriverPlugin plugin;
  VimDriverCaller caller;

  abstract VimDriverBench bench();

  @BeforeEach
  void start() {
    bench = bench();
    nfvo = bench.connector().open(bench.credentials(), "scripted-nfvo");
    nfvo.consume(
        QueueSpec.named(NfvoAddresses.MANAGER_HANDLING, NfvoAddresses.EXCHANGE),
        10,
        delivery -> CompletableFuture.completedFuture(register(delivery.message())));
    plugin = startedPlugin();
    caller = new VimDriverCaller(nfvo, plugin.pluginId(), LONG);
  }

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    nfvo.close();
    bench.close();
  }

  private Optional<Message> register(Message message) {
    ManagerRequest request = ManagerRequest.parse(message.body());
    registrations.add(request);
    return request.registers()
        ? Optional.of(
            Message.text(
                CatalogueJson.write(
                    ManagerCredentialsBuilder.builder()
                        .rabbitUsername(bench.credentials().username())
                        .rabbitPassword(bench.credentials().password())
                        .build())))
        : Optional.empty();
  }

  VimDriverPlugin startedPlugin() {
    VimDriverPlugin started =
        VimDriverPlugin.builder(bench.driver())
            .type(Objects.requireNonNull(bench.vim().type(), "the VIM has no type"))
            .name("contract")
            .connector(bench.connector())
            .registrationUser(bench.credentials())
            .registration(RegistrationOptions.defaults().withAttempts(1))
            .build();
    opened.add(started);
    started.start();
    return started;
  }

  LaunchRequest launch(String name) {
    return LaunchRequestBuilder.builder()
        .name(name)
        .image(bench.image())
        .flavour("")
        .keyPair("")
        .networks(
            List.of(
                VNFDConnectionPointBuilder.builder().virtualLinkReference(bench.network()).build()))
        .securityGroups(List.of())
        .userData("")
        .floatingIps(Map.of())
        .keys(List.of())
        .build();
  }

  /** A call with the VIM and further parameters, as JSON. */
  ObjectNode call(String method, Object... parameters) {
    ObjectNode call = CatalogueJson.mapper().createObjectNode();
    call.put("methodName", method);
    ArrayNode list = call.putArray("parameters");
    list.add(CatalogueJson.toTree(bench.vim()));
    for (Object parameter : parameters) {
      list.add(CatalogueJson.toTree(parameter));
    }
    return call;
  }

  JsonNode answer(JsonNode call) {
    return CatalogueJson.read(answer(call.toString()).body(), JsonNode.class);
  }

  /** Sends a body as an NFVO does: without a content type. */
  Message answer(String body) {
    Message message = new Message(body.getBytes(UTF_8), null, null, null, Map.of());
    return ChannelCases.join(nfvo.request(NfvoAddresses.of(plugin.pluginId()), message, LONG));
  }
}
