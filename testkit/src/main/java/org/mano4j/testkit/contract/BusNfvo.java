package org.mano4j.testkit.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.ManagerCredentialsBuilder;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.Subscription;
import org.mano4j.messaging.nfvo.ManagerRequest;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/** The scripted NFVO on a message bus, as an NFVO 6.0 is there. Thread-safe. */
public final class BusNfvo implements ScriptedNfvo {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MessageBus bus;
  private final BusCredentials privateUser;
  private final Subscription registrations;
  private final Map<String, VnfmManagerEndpoint> managers = new ConcurrentHashMap<>();
  private final List<byte[]> told = new CopyOnWriteArrayList<>();
  private volatile Function<byte[], CompletionStage<Optional<byte[]>>> script =
      asked -> new CompletableFuture<>();

  /**
   * Opens its queues.
   *
   * @param nfvo the user that it works as
   * @param privateUser the user that it hands out to every manager
   */
  public BusNfvo(BusConnector connector, BusCredentials nfvo, BusCredentials privateUser) {
    this.privateUser = privateUser;
    this.bus = connector.open(nfvo, "scripted-nfvo");
    this.registrations = consume(NfvoAddresses.MANAGER_HANDLING, this::register);
    consume(
        NfvoAddresses.VNFM_ACTIONS,
        body -> {
          told.add(body);
          return CompletableFuture.completedFuture(Optional.empty());
        });
    consume(NfvoAddresses.VNFM_ACTIONS_REPLY, body -> script.apply(body));
  }

  private Subscription consume(
      String queue, Function<byte[], CompletionStage<Optional<byte[]>>> handler) {
    return bus.consume(
        QueueSpec.named(queue, NfvoAddresses.EXCHANGE),
        500,
        (Delivery delivery) ->
            handler
                .apply(delivery.message().body())
                .thenApply(answer -> answer.map(Message::text)));
  }

  private CompletionStage<Optional<byte[]>> register(byte[] body) {
    ManagerRequest request = ManagerRequest.parse(body);
    VnfmManagerEndpoint endpoint = request.vnfmManagerEndpoint();
    if (request.registers() && endpoint != null) {
      managers.put(Objects.requireNonNull(endpoint.type()), endpoint);
      return CompletableFuture.completedFuture(
          Optional.of(
              CatalogueJson.write(
                  ManagerCredentialsBuilder.builder()
                      .rabbitUsername(privateUser.username())
                      .rabbitPassword(privateUser.password())
                      .build())));
    }
    if (request.deregisters() && endpoint != null) {
      managers.remove(Objects.requireNonNull(endpoint.type()));
    }
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public List<VnfmManagerEndpoint> managers() {
    return List.copyOf(managers.values());
  }

  @Override
  public CompletableFuture<byte[]> request(VnfmManagerEndpoint manager, byte[] body) {
    String queue = Objects.requireNonNull(manager.endpoint(), "the manager has no endpoint");
    return bus.request(NfvoAddresses.of(queue), Message.text(body), PATIENCE)
        .thenApply(Message::body)
        .toCompletableFuture();
  }

  @Override
  public void answering(Function<byte[], CompletionStage<Optional<byte[]>>> script) {
    this.script = script;
  }

  @Override
  public List<byte[]> told() {
    return List.copyOf(told);
  }

  @Override
  public void leave() {
    registrations.close();
  }

  @Override
  public void close() {
    bus.close();
  }
}
