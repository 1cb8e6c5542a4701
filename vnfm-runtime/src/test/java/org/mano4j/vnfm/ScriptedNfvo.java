package org.mano4j.vnfm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.ManagerCredentialsBuilder;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.ManagerRequest;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/**
 * The NFVO's side on a broker of its own: registers managers, answers their requests as a test
 * says, and sends requests to them.
 */
final class ScriptedNfvo implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  final InMemoryBusConnector broker = new InMemoryBusConnector();
  final List<ManagerRequest> registrations = new CopyOnWriteArrayList<>();
  private final List<VnfmRuntime> managers = new CopyOnWriteArrayList<>();
  final List<Message> asked = new CopyOnWriteArrayList<>();
  private final MessageBus bus = broker.open(new BusCredentials("admin", "a"), "nfvo");
  private volatile Function<JsonNode, CompletionStage<byte[]>> script =
      request -> new CompletableFuture<>();

  ScriptedNfvo() {
    bus.consume(
        QueueSpec.named(NfvoAddresses.MANAGER_HANDLING, NfvoAddresses.EXCHANGE),
        1,
        delivery -> {
          ManagerRequest request = ManagerRequest.parse(delivery.message().body());
          registrations.add(request);
          return CompletableFuture.completedFuture(
              request.registers() ? Optional.of(credentials(request)) : Optional.empty());
        });
    bus.consume(
        QueueSpec.named(NfvoAddresses.VNFM_ACTIONS_REPLY, NfvoAddresses.EXCHANGE),
        100,
        delivery -> {
          asked.add(delivery.message());
          return script
              .apply(Recordings.tree(delivery.message().body()))
              .thenApply(answer -> Optional.of(Message.text(answer)));
        });
  }

  private static Message credentials(ManagerRequest request) {
    return Message.text(
        CatalogueJson.write(
            ManagerCredentialsBuilder.builder()
                .rabbitUsername(request.type())
                .rabbitPassword("p")
                .build()));
  }

  /** How it answers what managers ask; a stage that does not complete is no answer. */
  void answering(Function<JsonNode, CompletionStage<byte[]>> script) {
    this.script = script;
  }

  /** Sends a request and gives the answer, which may be JSON {@code null}. */
  CompletableFuture<JsonNode> request(String endpoint, byte[] body) {
    return bus.request(NfvoAddresses.of(endpoint), Message.text(body), PATIENCE)
        .thenApply(answer -> Recordings.tree(answer.body()))
        .toCompletableFuture();
  }

  CompletableFuture<JsonNode> request(String endpoint, OrVnfmMessage message) {
    return request(endpoint, MessageJson.write(message));
  }

  void publish(String endpoint, byte[] body) {
    bus.publish(NfvoAddresses.of(endpoint), Message.text(body)).toCompletableFuture().join();
  }

  /** A manager on this broker, not started. */
  VnfmRuntime.Builder vnfm(VnfmHandler handler) {
    return VnfmRuntime.builder(handler).type("dummy").channel(BusChannel.builder(broker).build());
  }

  /** Starts a manager, which is closed together with this. */
  VnfmRuntime start(VnfmRuntime.Builder manager) {
    VnfmRuntime vnfm = manager.build();
    managers.add(vnfm);
    vnfm.start();
    return vnfm;
  }

  @Override
  public void close() {
    managers.forEach(VnfmRuntime::close);
    broker.close();
  }
}
