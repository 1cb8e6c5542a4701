package org.mano4j.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireThrowable;
import org.mano4j.catalogue.lifecycle.VnfrFactory;
import org.mano4j.catalogue.manager.EndpointType;
import org.mano4j.catalogue.manager.VnfmManagerEndpointBuilder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmGrantLifecycleOperation;
import org.mano4j.catalogue.message.OrVnfmHealVNFRequest;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmLog;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.OrVnfmScaling;
import org.mano4j.catalogue.message.OrVnfmStartStop;
import org.mano4j.catalogue.message.VnfmOrAllocateResources;
import org.mano4j.catalogue.message.VnfmOrError;
import org.mano4j.catalogue.message.VnfmOrGeneric;
import org.mano4j.catalogue.message.VnfmOrHealed;
import org.mano4j.catalogue.message.VnfmOrInstantiate;
import org.mano4j.catalogue.message.VnfmOrLog;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.message.VnfmOrScaled;
import org.mano4j.catalogue.message.VnfmOrScaling;
import org.mano4j.catalogue.message.VnfmOrStartStop;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.NfvoRegistration;
import org.mano4j.messaging.nfvo.Registration;
import org.mano4j.messaging.nfvo.RegistrationOptions;

/** A VNFM of bare messages, which keeps what it gets and can be told to misbehave. */
final class ScriptedVnfm implements AutoCloseable {

  private static final Duration RPC = Duration.ofSeconds(20);

  /** What is answered instead of the usual: nothing (never), a literal null, or a message. */
  interface Script {
    CompletionStage<Optional<Message>> answer(OrVnfmMessage request);
  }

  private final MessageBus bus;
  private final Registration registration;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<OrVnfmMessage> received = new CopyOnWriteArrayList<>();
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  private final Map<String, Duration> rpcTimeouts = new ConcurrentHashMap<>();

  ScriptedVnfm(BusConnector connector, String type) {
    this(connector, NfvoAddresses.DEFAULT_REGISTRATION_USER, type);
  }

  ScriptedVnfm(BusConnector connector, BusCredentials registrationUser, String type) {
    registration =
        NfvoRegistration.registerVnfm(
            connector,
            registrationUser,
            VnfmManagerEndpointBuilder.builder()
                .type(type)
                .endpointType(EndpointType.RABBIT)
                .endpoint(type)
                .description("a script")
                .enabled(true)
                .active(true)
                .build(),
            RegistrationOptions.defaults());
    bus = connector.open(registration.credentials(), type);
    bus.consume(QueueSpec.named(type, NfvoAddresses.EXCHANGE), 1000, this::handle);
  }

  Registration registration() {
    return registration;
  }

  /** How long it waits for the NFVO's reply to requests with this action. */
  ScriptedVnfm rpcTimeout(Action action, Duration timeout) {
    rpcTimeouts.put(action.text(), timeout);
    return this;
  }

  /** Answers requests with this action in its own way. */
  ScriptedVnfm on(Action action, Script script) {
    scripts.put(action.text(), script);
    return this;
  }

  /** Answers requests with this action for one VNFR with an error. */
  ScriptedVnfm failsIn(Action action, String message) {
    return on(action, request -> completed(error(vnfr(request), message)));
  }

  /** Never answers requests with this action. */
  ScriptedVnfm isSilentOn(Action action) {
    return on(action, request -> new CompletableFuture<>());
  }

  /** Answers as usual, but with a changed message. */
  ScriptedVnfm changes(Action action, Function<VnfmOrMessage, VnfmOrMessage> change) {
    return on(
        action,
        request ->
            CompletableFuture.supplyAsync(
                () -> Optional.of(message(change.apply(usual(request)))), threads));
  }

  static CompletionStage<Optional<Message>> completed(VnfmOrMessage answer) {
    return CompletableFuture.completedFuture(Optional.of(message(answer)));
  }

  static CompletionStage<Optional<Message>> literalNull() {
    return CompletableFuture.completedFuture(Optional.of(Message.text("null")));
  }

  private static Message message(VnfmOrMessage answer) {
    return Message.text(MessageJson.write(answer));
  }

  private CompletionStage<Optional<Message>> handle(Delivery delivery) {
    OrVnfmMessage request = MessageJson.readOrVnfm(delivery.message().body());
    received.add(request);
    bodies.add(delivery.message().body());
    Script script = scripts.get(request.action().text());
    if (script != null) {
      return script.answer(request);
    }
    if (request.action().equals(Action.SCALE_IN) || request instanceof OrVnfmError) {
      return literalNull();
    }
    return CompletableFuture.supplyAsync(() -> Optional.of(message(usual(request))), threads);
  }

  /** What a well-behaved VNFM answers. */
  VnfmOrMessage usual(OrVnfmMessage request) {
    if (request instanceof OrVnfmInstantiate instantiate) {
      return instantiate(instantiate);
    } else if (request instanceof OrVnfmScaling scaling) {
      return scaleOut(scaling);
    } else if (request instanceof OrVnfmStartStop start) {
      return new VnfmOrStartStop(start.action(), vnfr(start), start.vnfcInstance(), null, Map.of());
    }
    if (request instanceof OrVnfmLog log) {
      return new VnfmOrLog(log.action(), List.of("log of " + log.hostname()), List.of(), Map.of());
    } else if (request instanceof OrVnfmHealVNFRequest heal) {
      return new VnfmOrHealed(heal.action(), vnfr(heal), heal.vnfcInstance(), null, Map.of());
    }
    return new VnfmOrGeneric(request.action(), vnfr(request), null, Map.of());
  }

  private VnfmOrMessage instantiate(OrVnfmInstantiate request) {
    if (request.vnfr() != null) {
      return new VnfmOrInstantiate(Action.INSTANTIATE, request.vnfr(), Map.of());
    }
    VirtualNetworkFunctionRecord vnfr = VnfrFactory.create(request);
    OrVnfmMessage granted = rpc(new VnfmOrGeneric(Action.GRANT_OPERATION, vnfr, null, Map.of()));
    if (!(granted instanceof OrVnfmGrantLifecycleOperation grant)) {
      return error(vnfr, ((OrVnfmError) granted).message());
    }
    OrVnfmMessage allocated =
        rpc(
            new VnfmOrAllocateResources(
                Action.ALLOCATE_RESOURCES,
                grant.virtualNetworkFunctionRecord(),
                grant.vduVim(),
                "",
                request.keys(),
                Map.of()));
    if (allocated instanceof OrVnfmError error) {
      return error(error.vnfr(), error.message());
    }
    return new VnfmOrInstantiate(Action.INSTANTIATE, ((OrVnfmGeneric) allocated).vnfr(), Map.of());
  }

  private VnfmOrMessage scaleOut(OrVnfmScaling request) {
    OrVnfmMessage reply =
        rpc(
            new VnfmOrScaling(
                Action.SCALING,
                request.virtualNetworkFunctionRecord(),
                "",
                request.vimInstance(),
                Map.of()));
    if (reply instanceof OrVnfmError error) {
      return error(error.vnfr(), error.message());
    }
    VirtualNetworkFunctionRecord vnfr = ((OrVnfmGeneric) reply).vnfr();
    VNFCInstance added = vnfr.findVnfcInstanceOfComponent(request.component().id()).orElseThrow();
    if ("standby".equals(request.mode())) {
      added = added.withState("STANDBY");
      vnfr = vnfr.replaceVnfcInstance(added);
    }
    return new VnfmOrScaled(Action.SCALED, vnfr, added, Map.of());
  }

  /** A request to the NFVO. */
  OrVnfmMessage rpc(VnfmOrMessage request) {
    try {
      Message reply =
          bus.request(
                  NfvoAddresses.of(NfvoAddresses.VNFM_ACTIONS_REPLY),
                  message(request),
                  rpcTimeouts.getOrDefault(request.action().text(), RPC))
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);
      bodies.add(reply.body());
      return MessageJson.readOrVnfm(reply.body());
    } catch (Exception e) {
      return new OrVnfmError(
          Action.ERROR,
          request.carriedVnfr().orElse(null),
          request.action() + " got no reply",
          Map.of());
    }
  }

  /** A message to the NFVO that is no answer. */
  void publish(VnfmOrMessage notice) {
    bus.publish(NfvoAddresses.of(NfvoAddresses.VNFM_ACTIONS), message(notice))
        .toCompletableFuture()
        .join();
  }

  void publish(Address to, Message message) {
    bus.publish(to, message).toCompletableFuture().join();
  }

  static VnfmOrError error(@Nullable VirtualNetworkFunctionRecord vnfr, @Nullable String text) {
    return new VnfmOrError(
        Action.ERROR,
        vnfr == null ? null : vnfr.parentNsId(),
        vnfr,
        WireThrowable.of(String.valueOf(text)),
        Map.of());
  }

  static VirtualNetworkFunctionRecord vnfr(OrVnfmMessage request) {
    return request instanceof OrVnfmInstantiate instantiate && instantiate.vnfr() == null
        ? VnfrFactory.create(instantiate)
        : request.carriedVnfr().orElseThrow();
  }

  /** Requests and replies as they came, oldest first. */
  List<byte[]> bodies() {
    return List.copyOf(bodies);
  }

  /** Requests as they came, oldest first. */
  List<OrVnfmMessage> received() {
    return List.copyOf(received);
  }

  /** Requests of one kind, oldest first. */
  <T extends OrVnfmMessage> List<T> received(Class<T> type, Action action) {
    List<T> found = new ArrayList<>();
    for (OrVnfmMessage message : received) {
      if (type.isInstance(message) && message.action().equals(action)) {
        found.add(type.cast(message));
      }
    }
    return found;
  }

  @Override
  public void close() {
    bus.close();
    threads.shutdownNow();
  }
}
