package org.mano4j.testkit;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.lifecycle.DependencyResolver;
import org.mano4j.catalogue.record.DependencyParameters;
import org.mano4j.catalogue.record.VNFCDependencyParameters;
import org.mano4j.catalogue.record.VNFCDependencyParametersBuilder;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** The dependencies of a service as they fill. Changed by the lane of the service alone. */
final class DependencyBook {

  private final Identities identities;
  private final Map<String, VNFRecordDependency> byTarget = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> targets = new LinkedHashMap<>();

  DependencyBook(NetworkServiceDescriptor nsd, Identities identities) {
    this.identities = identities;
    for (VNFRecordDependency dependency : DependencyResolver.resolve(nsd)) {
      String target = String.valueOf(dependency.target());
      byTarget.put(target, identities.everywhere(dependency, VNFRecordDependency.class));
      dependency
          .idType()
          .keySet()
          .forEach(
              source -> targets.computeIfAbsent(source, s -> new LinkedHashSet<>()).add(target));
    }
  }

  boolean isTarget(String vnf) {
    return byTarget.containsKey(vnf);
  }

  /** The VNFs it waits for. */
  Set<String> sourcesOf(String target) {
    return byTarget.get(target).idType().keySet();
  }

  /** The VNFs that wait for it. */
  Set<String> targetsOf(String source) {
    return targets.getOrDefault(source, Set.of());
  }

  /** What it is sent with MODIFY; empty if it waits for nobody. */
  Optional<VNFRecordDependency> of(String target) {
    return Optional.ofNullable(byTarget.get(target))
        .map(d -> identities.everywhere(d, VNFRecordDependency.class));
  }

  /** Enters what a source gives. */
  void fill(VirtualNetworkFunctionRecord source) {
    String name = String.valueOf(source.name());
    byTarget.computeIfPresent(name, (k, d) -> withOwnType(d, String.valueOf(source.type())));
    targetsOf(name)
        .forEach(t -> byTarget.computeIfPresent(t, (k, d) -> DependencyResolver.fill(d, source)));
  }

  /** A real NFVO leaves an empty entry for the type of the target itself, which means nothing. */
  private static VNFRecordDependency withOwnType(VNFRecordDependency dependency, String type) {
    Map<String, VNFCDependencyParameters> entries =
        new LinkedHashMap<>(dependency.vnfcParameters());
    entries.putIfAbsent(type, VNFCDependencyParametersBuilder.builder().build());
    return dependency.withVnfcParameters(entries);
  }

  /** Takes out what an instance gave that is no longer there. */
  void forget(String source, String instanceId) {
    targetsOf(source).forEach(t -> byTarget.computeIfPresent(t, (k, d) -> without(d, instanceId)));
  }

  private static VNFRecordDependency without(VNFRecordDependency dependency, String instanceId) {
    Map<String, VNFCDependencyParameters> left = new LinkedHashMap<>();
    dependency
        .vnfcParameters()
        .forEach(
            (type, instances) -> {
              Map<String, DependencyParameters> others =
                  new LinkedHashMap<>(instances.parameters());
              others.remove(instanceId);
              left.put(type, instances.withParameters(others));
            });
    return dependency.withVnfcParameters(left);
  }

  /** What a target is sent after one of its sources has a new instance. */
  Optional<VNFRecordDependency> fresh(
      String target, VirtualNetworkFunctionRecord source, VNFCInstance instance) {
    return Optional.ofNullable(byTarget.get(target))
        .flatMap(d -> DependencyResolver.fresh(d, source, instance))
        .map(d -> identities.versioned(d, VNFRecordDependency.class));
  }

  /** Nobody depends on anybody any more. */
  void clear() {
    byTarget.clear();
    targets.clear();
  }

  List<VNFRecordDependency> all() {
    return List.copyOf(byTarget.values());
  }
}
