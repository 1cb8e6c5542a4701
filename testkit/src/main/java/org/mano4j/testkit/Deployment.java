package org.mano4j.testkit;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VNFDeploymentFlavour;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.lifecycle.StartOrder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmStartStop;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.vim.VimInstance;

/**
 * The way of one service from INSTANTIATE to ACTIVE. Everything runs on the lane of the service.
 */
final class Deployment {

  private final Core core;
  private final Steps steps;
  private final Records records;
  private final Placement placement;
  private final NetworkService service;
  private final Operation<Boolean> launch;
  private final Map<String, Integer> waitsFor = new HashMap<>();
  private @Nullable Queue<Vnf> startQueue;
  private int notReady;
  private int notStarted;

  Deployment(
      Core core,
      Steps steps,
      Records records,
      Placement placement,
      NetworkService service,
      Operation<Boolean> launch) {
    this.core = core;
    this.steps = steps;
    this.records = records;
    this.placement = placement;
    this.service = service;
    this.launch = launch;
    this.notReady = service.vnfs().size();
    this.notStarted = service.vnfs().size();
    for (Vnf vnf : service.vnfs()) {
      DependencyBook book = service.dependencies();
      if (book.isTarget(vnf.name())) {
        // it waits for itself, too
        waitsFor.put(vnf.name(), book.sourcesOf(vnf.name()).size() + 1);
      }
    }
  }

  /** Sends INSTANTIATE to all at once. */
  void begin() {
    for (Vnf vnf : service.vnfs()) {
      steps.guarded(
          service,
          vnf,
          Action.INSTANTIATE,
          () ->
              steps.then(
                  service,
                  vnf,
                  Action.INSTANTIATE,
                  steps.ask(service, vnf, instantiate(vnf)),
                  answer -> instantiated(vnf)));
    }
  }

  private OrVnfmInstantiate instantiate(Vnf vnf) {
    Map<String, List<VimInstance>> candidates = new LinkedHashMap<>();
    for (VirtualDeploymentUnit vdu : vnf.descriptor().vdu()) {
      candidates.put(
          String.valueOf(vdu.id()),
          placement.candidates(String.valueOf(vdu.name()), Granting.wanted(service, vdu)));
    }
    List<VNFDeploymentFlavour> flavours = vnf.descriptor().deploymentFlavour();
    return new OrVnfmInstantiate(
        Action.INSTANTIATE,
        vnf.descriptor(),
        flavours.isEmpty() ? null : flavours.get(0),
        vnf.name(),
        service.base().vlr(),
        extension(core.options(), service, true),
        candidates,
        null,
        null,
        service.options().keys(),
        Map.of());
  }

  /** What an NFVO tells a VNFM about its surroundings. */
  static Map<String, String> extension(
      NfvoOptions options, NetworkService service, boolean withNsrId) {
    Map<String, String> extension = new LinkedHashMap<>();
    extension.put("brokerIp", options.brokerIp());
    extension.put("brokerPort", options.brokerPort());
    extension.put("monitoringIp", service.options().monitoringIp());
    extension.put("timezone", options.timezone());
    if (withNsrId) {
      extension.put("nsr-id", service.id());
    }
    return extension;
  }

  private void instantiated(Vnf vnf) {
    if (service.terminating()) {
      return;
    }
    DependencyBook book = service.dependencies();
    book.fill(vnf.stored());
    if (!book.isTarget(vnf.name())) {
      ready(vnf);
    } else {
      initialized(vnf.name());
    }
    book.targetsOf(vnf.name()).forEach(this::initialized);
  }

  /** One more of those that a target waits for has got so far. */
  private void initialized(String target) {
    if (waitsFor.merge(target, -1, Integer::sum) == 0) {
      Vnf vnf = service.require(target);
      OrVnfmGeneric modify =
          new OrVnfmGeneric(
              Action.MODIFY,
              vnf.stored(),
              service.dependencies().of(target).orElse(null),
              Map.of());
      steps.then(
          service, vnf, Action.MODIFY, steps.ask(service, vnf, modify), answer -> ready(vnf));
    }
  }

  /** A VNF is as far as it gets without START. */
  private void ready(Vnf vnf) {
    if (service.terminating()) {
      return;
    }
    notReady--;
    if (!core.options().orderedStart()) {
      start(vnf);
      return;
    }
    if (!service.dependencies().isTarget(vnf.name())) {
      records.save(service, vnf, vnf.stored().withStatus(Status.INACTIVE));
    }
    if (notReady == 0) {
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
    steps.then(service, vnf, Action.START, steps.ask(service, vnf, start), answer -> started());
  }

  private void started() {
    notStarted--;
    if (notStarted == 0) {
      service.finish(launch, true);
    } else if (!service.terminating()) {
      startNext();
    }
  }
}
