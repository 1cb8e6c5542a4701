package org.mano4j.testkit.live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnitBuilder;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptorBuilder;
import org.mano4j.catalogue.manager.ManagerCredentialsBuilder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmGrantLifecycleOperation;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmInstantiateBuilder;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.OrVnfmStartStop;
import org.mano4j.catalogue.message.OrVnfmStartStopBuilder;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecordBuilder;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.ManagerRequest;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.testkit.broker.RabbitMq;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmRuntime;

/**
 * The NFVO's side on a virtual host of a RabbitMQ: registers managers as the administrator, answers
 * their requests as a test says, and sends requests to them.
 */
final class LiveNfvo implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final String VNFM = "vnfm-live";

  final RabbitMq.VirtualHost host = RabbitMq.require().virtualHost();

  /** Its connection; another one after a restart. */
  volatile MessageBus bus;

  /** What was asked for registration, oldest first. */
  final List<ManagerRequest> registrations = new CopyOnWriteArrayList<>();

  /** What managers asked, oldest first. */
  final List<VnfmOrMessage> asked = new CopyOnWriteArrayList<>();

  private volatile Function<VnfmOrMessage, CompletionStage<OrVnfmMessage>> script =
      request -> new CompletableFuture<>();

  LiveNfvo() {
    bus = begin();
  }

  /** Goes, with its queues, and comes back. What it knows is kept. */
  void restart() {
    stop();
    bus = begin();
  }

  /** Goes, with its queues. */
  void stop() {
    bus.close();
  }

  private MessageBus begin() {
    MessageBus opened = host.connector().open(host.credentials(), "nfvo");
    opened.consume(
        QueueSpec.named(NfvoAddresses.MANAGER_HANDLING, NfvoAddresses.EXCHANGE),
        10,
        delivery -> {
          ManagerRequest request = ManagerRequest.parse(delivery.message().body());
          registrations.add(request);
          return CompletableFuture.completedFuture(
              request.registers() ? Optional.of(credentials()) : Optional.empty());
        });
    opened.consume(
        QueueSpec.named(NfvoAddresses.VNFM_ACTIONS_REPLY, NfvoAddresses.EXCHANGE),
        1000,
        delivery -> {
          VnfmOrMessage request = MessageJson.readVnfmOr(delivery.message().body());
          asked.add(request);
          return script
              .apply(request)
              .thenApply(answer -> Optional.of(Message.text(MessageJson.write(answer))));
        });
    return opened;
  }

  private Message credentials() {
    return Message.text(
        CatalogueJson.write(
            ManagerCredentialsBuilder.builder()
                .rabbitUsername(host.credentials().username())
                .rabbitPassword(host.credentials().password())
                .build()));
  }

  /** How it answers what managers ask; a stage that does not complete is no answer. */
  void answering(Function<VnfmOrMessage, CompletionStage<OrVnfmMessage>> script) {
    this.script = script;
  }

  /** A manager of type {@link #VNFM}, not started. */
  VnfmRuntime.Builder vnfm(VnfmHandler handler) {
    return vnfm(handler, host.connector());
  }

  /** The same with a connection of its own making. */
  VnfmRuntime.Builder vnfm(VnfmHandler handler, BusConnector connector) {
    return VnfmRuntime.builder(handler)
        .type(VNFM)
        .channel(BusChannel.builder(connector).registrationUser(host.credentials()).build());
  }

  /** Sends a request to the manager and gives the answer; empty for a literal null. */
  CompletableFuture<Optional<VnfmOrMessage>> request(OrVnfmMessage request) {
    return request(VNFM, MessageJson.write(request))
        .thenApply(
            answer ->
                "null".equals(new String(answer.body(), StandardCharsets.UTF_8))
                    ? Optional.empty()
                    : Optional.of(MessageJson.readVnfmOr(answer.body())));
  }

  CompletableFuture<Message> request(String key, byte[] body) {
    return bus.request(NfvoAddresses.of(key), Message.text(body), PATIENCE).toCompletableFuture();
  }

  /** Grants and allocates; there are no servers. */
  static OrVnfmMessage yes(VnfmOrMessage request) {
    VirtualNetworkFunctionRecord vnfr = request.carriedVnfr().orElseThrow();
    return request.action().equals(Action.GRANT_OPERATION)
        ? new OrVnfmGrantLifecycleOperation(
            request.action(), true, Map.of(), vnfr.withId("id-" + vnfr.name()), Map.of())
        : new OrVnfmGeneric(request.action(), vnfr, null, Map.of());
  }

  static OrVnfmInstantiate instantiate(String vnf) {
    return OrVnfmInstantiateBuilder.builder()
        .action(Action.INSTANTIATE)
        .vnfInstanceName(vnf)
        .vnfd(
            VirtualNetworkFunctionDescriptorBuilder.builder()
                .name(vnf)
                .type("server")
                .endpoint(VNFM)
                .vdu(List.of(VirtualDeploymentUnitBuilder.builder().name("v").build()))
                .build())
        .extension(Map.of("nsr-id", "nsr"))
        .build();
  }

  static OrVnfmStartStop start(String vnf) {
    return OrVnfmStartStopBuilder.builder()
        .action(Action.START)
        .virtualNetworkFunctionRecord(vnfr(vnf))
        .build();
  }

  static VirtualNetworkFunctionRecord vnfr(String vnf) {
    return VirtualNetworkFunctionRecordBuilder.builder()
        .id("id-" + vnf)
        .name(vnf)
        .parentNsId("nsr")
        .build();
  }

  @Override
  public void close() {
    bus.close();
    host.close();
  }
}
