package org.mano4j.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/** An orchestrator that is connected: its parts, and the operations on services. */
final class Running implements AutoCloseable {

  /** Deliveries wait for drivers without a thread, so that many can be in work. */
  private static final int PREFETCH = 1000;

  private final Core core;
  private final ExecutorService working;
  private final ExecutorService waiting;
  private final Map<String, NetworkService> services;
  private final ManagerRegistry managers;
  private final VimRegistry vims;
  private final Onboarding onboarding;
  private final Launching launching;
  private final ManagerCalls calls;
  private final Parts parts;
  private final Scaling scaling;
  private final @Nullable Presence presence;

  private Running(
      NfvoSettings settings,
      MessageBus bus,
      Trace trace,
      Faults faults,
      Map<String, NetworkService> services) {
    this.services = services;
    this.working = Threads.working();
    this.waiting = Threads.waiting();
    Executor executor = settings.executor() == null ? working : settings.executor();
    Identities identities = new Identities(settings.ids());
    this.core =
        new Core(
            bus,
            executor,
            settings.clock(),
            settings.ids(),
            settings.random(),
            settings.options(),
            trace,
            faults,
            identities.next(),
            ConcurrentHashMap.newKeySet());
    Stamps stamps = new Stamps(settings.clock());
    this.managers = new ManagerRegistry(settings.brokerUsers(), identities);
    Drivers drivers = new Drivers(core, managers, settings.broker(), waiting);
    this.vims = new VimRegistry(core, identities, drivers);
    Placement placement = new Placement(vims);
    Packages packages = new Packages(core, identities);
    this.onboarding = new Onboarding(core, identities, stamps, packages);
    this.launching = new Launching(core, identities, stamps, managers, placement);
    Records records = new Records(core, identities, stamps);
    this.calls = new ManagerCalls(core);
    Steps steps = new Steps(core, calls, managers, records);
    this.parts =
        new Parts(
            core,
            steps,
            records,
            identities,
            packages,
            new Instantiation(core.options(), placement, packages),
            new Dependents(steps),
            placement,
            vims,
            drivers,
            new Launcher(core, drivers, vims, identities),
            new ServerRemoval(core, drivers, vims));
    this.scaling = new Scaling(parts);
    consume(drivers);
    BrokerSetup broker = settings.broker();
    this.presence = broker == null ? null : new Presence(broker, managers);
    if (presence != null) {
      presence.start(settings.options().presencePause());
    }
  }

  /** Begins to take messages. */
  static Running start(
      NfvoSettings settings,
      MessageBus bus,
      Trace trace,
      Faults faults,
      Map<String, NetworkService> services) {
    return new Running(settings, bus, trace, faults, services);
  }

  private void consume(Drivers drivers) {
    VnfmRequests requests =
        new VnfmRequests(
            core,
            id -> Optional.ofNullable(id).map(services::get),
            parts.steps(),
            parts.records(),
            new Granting(core, parts.records(), vims, drivers),
            new Allocation(parts.records(), parts.launcher()));
    consume(NfvoAddresses.VNFM_ACTIONS, requests::handleNotice);
    consume(NfvoAddresses.VNFM_ACTIONS_REPLY, requests::handleRequest);
    // last: whoever is registered may send
    RegistrationDesk desk = new RegistrationDesk(core, managers, vims, waiting);
    consume(NfvoAddresses.MANAGER_HANDLING, desk::handle);
  }

  private void consume(String queue, DeliveryHandler handler) {
    core.bus().consume(QueueSpec.named(queue, NfvoAddresses.EXCHANGE), PREFETCH, handler);
  }

  MessageBus bus() {
    return core.bus();
  }

  ManagerRegistry managers() {
    return managers;
  }

  VimRegistry vims() {
    return vims;
  }

  Onboarding onboarding() {
    return onboarding;
  }

  CompletableFuture<VimInstance> addVim(VimInstance vim) {
    return parts
        .drivers()
        .serve(vim)
        .thenCompose(served -> vims.add(vim, served))
        .toCompletableFuture();
  }

  String launch(String nsdId, LaunchOptions options) {
    NetworkServiceDescriptor nsd =
        onboarding
            .find(nsdId)
            .orElseThrow(
                () -> new OperationRefused("cannot launch: there is no NSD with id " + nsdId));
    NetworkService service = launching.prepare(nsd, options);
    Operation<Boolean> operation = Operation.of("launch of " + nsd.name(), core.executor());
    service.work().begin(operation);
    services.put(service.id(), service);
    Deployment deployment =
        new Deployment(
            core, parts.steps(), parts.records(), parts.instantiation(), service, operation);
    service.lane().execute(deployment::begin);
    return service.id();
  }

  ServiceOperations operations(NetworkService service) {
    return new ServiceOperations(parts, service);
  }

  CompletableFuture<VNFCInstance> scaleOut(NetworkService service, String wanted) {
    return scaling.out(service, wanted, "");
  }

  CompletableFuture<VNFCInstance> scaleIn(NetworkService service, String wanted) {
    return scaling.in(service, wanted);
  }

  CompletableFuture<Boolean> terminate(NetworkService service) {
    Operation<Boolean> end = Operation.of("termination", core.executor());
    Operation<Boolean> running = service.work().terminate(end);
    if (running == end) {
      Termination termination = new Termination(core, calls, managers, parts.removal(), service);
      service.lane().execute(termination::begin);
    }
    return running.result();
  }

  @Override
  public void close() {
    if (presence != null) {
      presence.close();
    }
    core.bus().close();
    waiting.shutdownNow();
    working.shutdown();
    services.values().forEach(NetworkService::abandon);
  }
}
