package org.mano4j.testkit;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.lifecycle.StartOrder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmStartStop;
import org.mano4j.catalogue.record.Status;

/**
 * The way of the VNFRs of one service from INSTANTIATE to ACTIVE. A VNFR that is restarted or
 * resumed goes it again from where it is. Everything runs on the lane of the service.
 */
final class Deployment {

  private final Core core;
  private final Steps steps;
  private final Records records;
  private final Instantiation instantiation;
  private final NetworkService service;
  private final Set<String> instantiated = new HashSet<>();
  private final Set<String> modified = new HashSet<>();
  private final Set<String> ready = new HashSet<>();
  private final Set<String> started = new HashSet<>();
  private @Nullable Queue<Vnf> startQueue;
  private Consumer<Vnf> onStarted;

  Deployment(
      Core core,
      Steps steps,
      Records records,
      Instantiation instantiation,
      NetworkService service,
      Operation<Boolean> launch) {
    this.core = core;
    this.steps = steps;
    this.records = records;
    this.instantiation = instantiation;
    this.service = service;
    this.onStarted =
        vnf -> {
          if (started.size() == service.vnfs().size()) {
            service.work().finish(launch, true);
          }
        };
  }

  /** Is told each VNF that is started from now on, instead of the launch. */
  void onStarted(Consumer<Vnf> told) {
    onStarted = told;
  }

  /** Sends INSTANTIATE to all at once. */
  void begin() {
    service.deployment(this);
    for (Vnf vnf : service.vnfs()) {
      steps.guarded(
          service,
          vnf,
          Action.INSTANTIATE,
          () -> instantiate(vnf, instantiation.first(service, vnf)));
    }
  }

  void instantiate(Vnf vnf, OrVnfmInstantiate request) {
    steps.then(
        service,
        vnf,
        Action.INSTANTIATE,
        steps.ask(service, vnf, request),
        answer -> instantiated(vnf));
  }

  /** Goes on with a VNF whose VNFM has answered INSTANTIATE. */
  void instantiated(Vnf vnf) {
    if (service.terminating()) {
      return;
    }
    DependencyBook book = service.dependencies();
    book.fill(vnf.stored());
    instantiated.add(vnf.name());
    modified.remove(vnf.name());
    if (book.isTarget(vnf.name())) {
      modifyIfComplete(vnf.name());
    } else {
      ready(vnf);
    }
    book.targetsOf(vnf.name()).forEach(this::modifyIfComplete);
  }

  /** A target is sent MODIFY when it and all that it waits for have got so far. */
  private void modifyIfComplete(String target) {
    DependencyBook book = service.dependencies();
    boolean complete =
        instantiated.contains(target) && instantiated.containsAll(book.sourcesOf(target));
    if (complete && modified.add(target)) {
      Vnf vnf = service.require(target);
      OrVnfmGeneric modify =
          new OrVnfmGeneric(Action.MODIFY, vnf.stored(), book.of(target).orElse(null), Map.of());
      steps.then(
          service, vnf, Action.MODIFY, steps.ask(service, vnf, modify), answer -> ready(vnf));
    }
  }

  /** A VNF is as far as it gets without START. */
  void ready(Vnf vnf) {
    if (service.terminating()) {
      return;
    }
    ready.add(vnf.name());
    if (!core.options().orderedStart() || startQueue != null) {
      start(vnf);
      return;
    }
    if (!service.dependencies().isTarget(vnf.name())) {
      records.save(service, vnf, vnf.stored().withStatus(Status.INACTIVE));
    }
    if (ready.size() == service.vnfs().size()) {
      Map<String, Vnf> byName = new LinkedHashMap<>();
      service.vnfs().forEach(v -> byName.put(v.name(), v));
      Queue<Vnf> queue = new ArrayDeque<>();
      StartOrder.of(service.nsd())
          .ordered(byName.keySet())
          .forEach(name -> queue.add(byName.get(name)));
      startQueue = queue;
      startNext();
    }
  }

  private void startNext() {
    Optional.ofNullable(startQueue).map(Queue::poll).ifPresent(this::start);
  }

  private void start(Vnf vnf) {
    OrVnfmStartStop start = new OrVnfmStartStop(Action.START, vnf.stored(), null, null, Map.of());
    steps.then(service, vnf, Action.START, steps.ask(service, vnf, start), answer -> started(vnf));
  }

  /** Goes on after a VNF was started. */
  void started(Vnf vnf) {
    started.add(vnf.name());
    onStarted.accept(vnf);
    if (!service.terminating()) {
      startNext();
    }
  }
}
