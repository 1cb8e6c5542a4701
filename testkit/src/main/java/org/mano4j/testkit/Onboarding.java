package org.mano4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.lifecycle.DependencyResolver;
import org.mano4j.catalogue.lifecycle.StartOrder;
import org.mano4j.descriptors.DescriptorValidator;
import org.mano4j.descriptors.Finding;
import org.mano4j.descriptors.Severity;
import org.mano4j.descriptors.ValidationReport;
import org.mano4j.descriptors.VnfPackage;

/** Checks and stores descriptors. Thread-safe. */
final class Onboarding {

  /** What is hardly meant, but not looked at by an NFVO when it takes a descriptor. */
  private static final Set<String> LET_PASS =
      Set.of(
          "cycle",
          "unprovided-parameter",
          "unknown-vdu",
          "missing-period",
          "missing-alarms",
          "missing-actions");

  private final Core core;
  private final Identities identities;
  private final Stamps stamps;
  private final Packages packages;
  private final Map<String, NetworkServiceDescriptor> byId = new ConcurrentHashMap<>();

  Onboarding(Core core, Identities identities, Stamps stamps, Packages packages) {
    this.core = core;
    this.identities = identities;
    this.stamps = stamps;
    this.packages = packages;
  }

  String onboard(String fileName, byte[] json) {
    ValidationReport<NetworkServiceDescriptor> report =
        DescriptorValidator.validateNsd(fileName, json);
    boolean refused =
        report.findings().stream()
            .anyMatch(f -> f.severity() == Severity.ERROR && !LET_PASS.contains(f.rule()));
    if (refused || report.descriptor().isEmpty()) {
      throw new DescriptorRefused(fileName, report.findings());
    }
    NetworkServiceDescriptor nsd = withPackages(fileName, report.descriptor().get());
    StartOrder order = StartOrder.of(nsd);
    refuseCycle(fileName, order);
    NetworkServiceDescriptor stored =
        identities.everywhere(prepared(nsd, order), NetworkServiceDescriptor.class);
    byId.put(stored.id(), stored);
    return stored.id();
  }

  String onboard(VnfPackage given) {
    return packages.onboard(given);
  }

  /** A VNFD that is only an id stands for the one of an onboarded package. */
  private NetworkServiceDescriptor withPackages(String fileName, NetworkServiceDescriptor nsd) {
    return nsd.withVnfd(
        nsd.vnfd().stream()
            .map(
                vnfd ->
                    vnfd.id() == null || !vnfd.vdu().isEmpty()
                        ? vnfd
                        : packages.vnfd(vnfd.id()).orElseThrow(() -> unknown(fileName, vnfd.id())))
            .toList());
  }

  private static DescriptorRefused unknown(String fileName, String vnfdId) {
    return new DescriptorRefused(
        fileName,
        List.of(
            new Finding(
                Severity.ERROR,
                "unknown-vnfd",
                "",
                fileName,
                1,
                1,
                "no onboarded VNF package has a VNFD with id " + vnfdId,
                "onboard the package first, and use the id that gives")));
  }

  private void refuseCycle(String fileName, StartOrder order) {
    Optional<List<String>> cycle = core.options().orderedStart() ? order.cycle() : Optional.empty();
    if (cycle.isPresent()) {
      throw new DescriptorRefused(
          fileName,
          List.of(
              new Finding(
                  Severity.ERROR,
                  "cycle",
                  "",
                  fileName,
                  1,
                  1,
                  "with an ordered start no VNF may wait for itself, but "
                      + String.join(" -> ", cycle.get()),
                  "remove one of these dependencies, or do without an ordered start")));
    }
  }

  /** What an orchestrator adds to a descriptor: merged dependencies, names, times. */
  private NetworkServiceDescriptor prepared(NetworkServiceDescriptor nsd, StartOrder order) {
    String now = stamps.now();
    return nsd.withId(null)
        .withProjectId(core.projectId())
        .withEnabled(true)
        .withCreatedAt(now)
        .withUpdatedAt(now)
        .withVnfDependency(DependencyResolver.dependencies(nsd))
        .withVnfd(
            nsd.vnfd().stream()
                .map(
                    vnfd ->
                        withVdus(vnfd)
                            .withCyclicDependency(order.inCycle(String.valueOf(vnfd.name())))
                            .withProjectId(core.projectId())
                            .withCreatedAt(now)
                            .withUpdatedAt(now))
                .toList());
  }

  private VirtualNetworkFunctionDescriptor withVdus(VirtualNetworkFunctionDescriptor vnfd) {
    List<VirtualDeploymentUnit> vdus = new ArrayList<>();
    for (VirtualDeploymentUnit vdu : vnfd.vdu()) {
      String name = vdu.name() != null ? vdu.name() : vnfd.name() + "-" + (vdus.size() + 1);
      vdus.add(vdu.withName(name).withProjectId(core.projectId()));
    }
    return vnfd.withVdu(vdus);
  }

  Optional<NetworkServiceDescriptor> find(String nsdId) {
    return Optional.ofNullable(byId.get(nsdId));
  }
}
