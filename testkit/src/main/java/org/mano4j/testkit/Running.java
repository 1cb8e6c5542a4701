package org.mano4j.testkit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
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
  private final Placement placement;
  private final Steps steps;
  private final Records records;
  private final Identities identities;
  private final Launcher launcher;
  private final ManagerCalls calls;
  private final ServerRemoval removal;

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
    this.identities = new Identities(settings.ids());
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
    Drivers drivers = new Drivers(core, managers, waiting);
    this.vims = new VimRegistry(core, identities, drivers);
    this.placement = new Placement(vims);
    this.onboarding = new Onboarding(core, identities, stamps);
    this.launching = new Launching(core, identities, stamps, managers, placement);
    this.records = new Records(core, identities, stamps);
    this.calls = new ManagerCalls(core);
    this.steps = new Steps(core, calls, managers, records);
    this.launcher = new Launcher(core, drivers, vims, identities);
    this.removal = new ServerRemoval(core, drivers, vims);
    consume(drivers);
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
            steps,
            records,
            new Granting(core, records, vims, drivers),
            new Allocation(records, launcher));
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
    return vims.add(vim, managers.driverOf(String.valueOf(vim.type())).isPresent())
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
    service.begin(operation);
    services.put(service.id(), service);
    Deployment deployment = new Deployment(core, steps, records, placement, service, operation);
    service.lane().execute(deployment::begin);
    return service.id();
  }

  CompletableFuture<VNFCInstance> scaleOut(NetworkService service, String wanted) {
    Objects.requireNonNull(wanted, "target");
    Operation<VNFCInstance> operation = Operation.of("scale-out of " + wanted, core.executor());
    service.begin(operation);
    try {
      ScaleTarget target = ScaleTarget.out(service, wanted);
      ScaleOut scaleOut =
          new ScaleOut(
              core,
              steps,
              records,
              identities,
              launcher,
              service,
              target,
              vimOf(service, target.vdu()),
              operation);
      service
          .lane()
          .execute(
              () -> {
                service.scaleOut(scaleOut);
                scaleOut.begin();
              });
      return operation.result();
    } catch (RuntimeException e) {
      service.cancel(operation);
      throw e;
    }
  }

  /** Where its other instances are, since its networks are there. */
  private VimInstance vimOf(NetworkService service, VirtualDeploymentUnit vdu) {
    return vdu.vnfcInstance().stream()
        .map(VNFCInstance::vimId)
        .filter(id -> id != null && vims.knows(id))
        .findFirst()
        .map(vims::get)
        .orElseGet(
            () -> placement.choose(String.valueOf(vdu.name()), Granting.wanted(service, vdu)));
  }

  CompletableFuture<VNFCInstance> scaleIn(NetworkService service, String wanted) {
    Objects.requireNonNull(wanted, "target");
    Operation<VNFCInstance> operation = Operation.of("scale-in of " + wanted, core.executor());
    service.begin(operation);
    try {
      ScaleTarget.requireActive(service, "scale in " + wanted);
      Optional<ScaleTarget> named = ScaleTarget.ofInstance(service, wanted);
      named.ifPresent(ScaleTarget::requireSpare);
      ScaleTarget target = named.orElseGet(() -> ScaleTarget.in(service, wanted));
      List<VNFCInstance> instances = target.vdu().vnfcInstance();
      VNFCInstance removed =
          ScaleTarget.instance(target, wanted).orElse(instances.get(instances.size() - 1));
      ScaleIn scaleIn = new ScaleIn(steps, records, removal, service, target, removed, operation);
      service.lane().execute(scaleIn::begin);
      return operation.result();
    } catch (RuntimeException e) {
      service.cancel(operation);
      throw e;
    }
  }

  CompletableFuture<Boolean> terminate(NetworkService service) {
    Operation<Boolean> end = Operation.of("termination", core.executor());
    Operation<Boolean> running = service.terminate(end);
    if (running == end) {
      Termination termination = new Termination(core, calls, managers, removal, service);
      service.lane().execute(termination::begin);
    }
    return running.result();
  }

  @Override
  public void close() {
    core.bus().close();
    waiting.shutdownNow();
    working.shutdown();
    services.values().forEach(NetworkService::abandon);
  }
}
