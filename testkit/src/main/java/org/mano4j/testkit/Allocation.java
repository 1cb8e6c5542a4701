package org.mano4j.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.lifecycle.NsrStatus;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrAllocateResources;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.security.Key;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.testkit.Launcher.Launched;
import org.mano4j.testkit.Launcher.Order;

/** Answers ALLOCATE_RESOURCES: launches a server for every component, and enters the instances. */
final class Allocation {

  private final Records records;
  private final Launcher launcher;

  Allocation(Records records, Launcher launcher) {
    this.records = records;
    this.launcher = launcher;
  }

  /** Runs on the lane; the stage completes there or fails with {@link Refused}. */
  CompletionStage<OrVnfmMessage> allocate(
      NetworkService service, Vnf vnf, VnfmOrAllocateResources asked) {
    VirtualNetworkFunctionRecord vnfr = asked.virtualNetworkFunctionRecord();
    if (vnfr == null) {
      throw new NfvoException("ALLOCATE_RESOURCES has no record");
    }
    Records.requireCurrent(vnf, asked.action(), vnfr);
    List<Order> orders = orders(service, vnfr, asked);
    List<CompletableFuture<Optional<Launched>>> launches = launch(orders);
    CompletableFuture<Void> all =
        CompletableFuture.allOf(launches.toArray(CompletableFuture[]::new));
    CompletionStage<OrVnfmMessage> entered =
        all.thenApplyAsync(
            done ->
                enter(
                    service,
                    vnf,
                    vnfr,
                    launches.stream().flatMap(launch -> launch.join().stream()).toList()),
            service.lane());
    vnf.launching(entered);
    return entered;
  }

  /** After a launch has failed, no further one is begun. */
  private List<CompletableFuture<Optional<Launched>>> launch(List<Order> orders) {
    AtomicBoolean failed = new AtomicBoolean();
    List<CompletableFuture<Optional<Launched>>> launches = new ArrayList<>(orders.size());
    orders.forEach(order -> launches.add(launcher.launch(order, failed).toCompletableFuture()));
    return launches;
  }

  private static List<Order> orders(
      NetworkService service, VirtualNetworkFunctionRecord vnfr, VnfmOrAllocateResources asked) {
    String userData = asked.userdata();
    if (userData == null) {
      throw new NfvoException("ALLOCATE_RESOURCES has no userdata; send \"\" for none");
    }
    List<Key> keys = keys(service.options().keys(), asked.keyPairs());
    List<Order> orders = new ArrayList<>();
    for (VirtualDeploymentUnit vdu : vnfr.vdu()) {
      VimInstance vim = asked.vimInstances().get(String.valueOf(vdu.id()));
      if (vim == null || vim.id() == null) {
        throw new NfvoException(
            "ALLOCATE_RESOURCES names no VIM instance for VDU %s (%s); send the vduVim of the grant"
                .formatted(vdu.name(), vdu.id()));
      }
      for (VNFComponent component : withoutInstance(vdu)) {
        orders.add(order(vnfr, vdu, component, vim.id(), userData, keys));
      }
    }
    return orders;
  }

  static Order order(
      VirtualNetworkFunctionRecord vnfr,
      VirtualDeploymentUnit vdu,
      VNFComponent component,
      String vimId,
      String userData,
      List<Key> keys) {
    if (component.connectionPoint().isEmpty()) {
      throw new NfvoException(
          "a component of VDU " + vdu.name() + " has no connection point; an NFVO needs one");
    }
    return new Order(
        String.valueOf(vnfr.name()),
        vnfr.deploymentFlavourKey(),
        vdu,
        component,
        vimId,
        userData,
        keys);
  }

  private static List<VNFComponent> withoutInstance(VirtualDeploymentUnit vdu) {
    Set<@Nullable String> taken = new HashSet<>();
    for (VNFCInstance instance : vdu.vnfcInstance()) {
      VNFComponent component = instance.vnfComponent();
      if (component != null) {
        taken.add(component.id());
      }
    }
    return vdu.vnfc().stream().filter(component -> !taken.contains(component.id())).toList();
  }

  private static List<Key> keys(List<Key> ofService, List<Key> ofVnfm) {
    Set<@Nullable String> names = new HashSet<>();
    return Stream.concat(ofService.stream(), ofVnfm.stream())
        .filter(key -> names.add(key.name()))
        .toList();
  }

  private OrVnfmMessage enter(
      NetworkService service,
      Vnf vnf,
      VirtualNetworkFunctionRecord asked,
      List<Launched> launched) {
    VirtualNetworkFunctionRecord vnfr =
        withInstances(vnf, asked, launched).withTask(NsrStatus.task(Action.ALLOCATE_RESOURCES));
    Optional<String> failure =
        launched.stream()
            .flatMap(l -> l.failure().stream())
            .findFirst()
            .or(() -> tooLate(vnf, Action.ALLOCATE_RESOURCES));
    if (failure.isPresent()) {
      records.save(service, vnf, vnfr, "ERROR", failure.get());
      throw new Refused(failure.get());
    }
    VirtualNetworkFunctionRecord saved =
        records.save(service, vnf, vnfr, "ALLOCATE", "a server was launched for each component");
    return new OrVnfmGeneric(Action.ALLOCATE_RESOURCES, saved, null, Map.of());
  }

  /** Why a launch has come too late, if the VNF was given up meanwhile; its servers are kept. */
  static Optional<String> tooLate(Vnf vnf, Action action) {
    return vnf.hasFailed()
        ? Optional.of("VNFR " + vnf.name() + " went to ERROR during " + action)
        : Optional.empty();
  }

  /**
   * The record with what was launched, rebuilt once. What has failed meanwhile stays failed: the
   * record that was asked about is older.
   */
  static VirtualNetworkFunctionRecord withInstances(
      Vnf vnf, VirtualNetworkFunctionRecord vnfr, List<Launched> launched) {
    Map<String, List<VNFCInstance>> byVdu = new HashMap<>();
    List<String> addresses = new ArrayList<>(vnfr.vnfAddress());
    for (Launched one : launched) {
      VNFCInstance instance = one.instance();
      vnf.servers().put(String.valueOf(instance.id()), ServerRef.of(instance));
      byVdu
          .computeIfAbsent(String.valueOf(one.order().vdu().id()), id -> new ArrayList<>())
          .add(instance);
      addresses.addAll(one.addresses());
    }
    return vnfr.mapVdus(
            vdu ->
                vdu.withHostname(vnfr.name())
                    .withVnfcInstance(
                        Stream.concat(
                                vdu.vnfcInstance().stream(),
                                byVdu.getOrDefault(String.valueOf(vdu.id()), List.of()).stream())
                            .toList()))
        .withStatus(vnf.hasFailed() ? Status.ERROR : vnfr.status())
        .withVnfAddress(addresses);
  }
}
