package org.mano4j.catalogue.lifecycle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.configuration.ConfigurationParameter;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VNFDependency;
import org.mano4j.catalogue.descriptor.VNFDependencyBuilder;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.record.DependencyParameters;
import org.mano4j.catalogue.record.DependencyParametersBuilder;
import org.mano4j.catalogue.record.Ip;
import org.mano4j.catalogue.record.VNFCDependencyParameters;
import org.mano4j.catalogue.record.VNFCDependencyParametersBuilder;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VNFRecordDependencyBuilder;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * Turns the dependencies of a descriptor into what a target is sent with MODIFY. Parameters are
 * kept by the <em>type</em> of their source, as the wire has it: of two sources with one type the
 * last value counts, and their instances stand side by side.
 */
public final class DependencyResolver {

  private DependencyResolver() {}

  /**
   * All dependencies of a service, one per source and target: those of {@code vnf_dependency}, and
   * those that follow from the {@code requires} of its VNFDs. Entries of {@code requires} without
   * parameters are left out.
   */
  public static List<VNFDependency> dependencies(NetworkServiceDescriptor nsd) {
    Map<List<@Nullable String>, VNFDependency> merged = new LinkedHashMap<>();
    Stream.concat(nsd.vnfDependency().stream(), required(nsd))
        .forEach(d -> merged.merge(key(d), d, DependencyResolver::union));
    return List.copyOf(merged.values());
  }

  private static List<@Nullable String> key(VNFDependency dependency) {
    List<@Nullable String> key = new ArrayList<>();
    key.add(dependency.source());
    key.add(dependency.target());
    return key;
  }

  private static Stream<VNFDependency> required(NetworkServiceDescriptor nsd) {
    return nsd.vnfd().stream()
        .flatMap(
            vnfd ->
                vnfd.requires().entrySet().stream()
                    .filter(wanted -> !wanted.getValue().parameters().isEmpty())
                    .map(
                        wanted ->
                            VNFDependencyBuilder.builder()
                                .source(wanted.getKey())
                                .target(vnfd.name())
                                .parameters(wanted.getValue().parameters())
                                .build()));
  }

  private static VNFDependency union(VNFDependency first, VNFDependency second) {
    Set<String> names = new LinkedHashSet<>(first.parameters());
    names.addAll(second.parameters());
    return first.withParameters(List.copyOf(names));
  }

  /**
   * The unfilled dependencies of a service: one per target, with every requested name and the value
   * "". They have no ids; an orchestrator gives them when it stores them.
   *
   * @throws CatalogueException if a source or target is missing or names no VNFD of the service, or
   *     a source has no type
   */
  public static List<VNFRecordDependency> resolve(NetworkServiceDescriptor nsd) {
    Map<String, VNFRecordDependency> byTarget = new LinkedHashMap<>();
    for (VNFDependency dependency : dependencies(nsd)) {
      VirtualNetworkFunctionDescriptor source = vnfd(nsd, dependency.source(), "source");
      String target = String.valueOf(vnfd(nsd, dependency.target(), "target").name());
      VNFRecordDependency known = byTarget.get(target);
      byTarget.put(target, request(known == null ? of(target) : known, source, dependency));
    }
    return List.copyOf(byTarget.values());
  }

  private static VirtualNetworkFunctionDescriptor vnfd(
      NetworkServiceDescriptor nsd, @Nullable String name, String role) {
    return nsd.vnfd().stream()
        .filter(vnfd -> name != null && name.equals(vnfd.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new CatalogueException(
                    "cannot resolve the dependencies of NSD %s: the %s %s is none of its VNFDs %s"
                        .formatted(
                            nsd.name(),
                            role,
                            name,
                            nsd.vnfd().stream().map(v -> v.name()).toList())));
  }

  private static VNFRecordDependency of(String target) {
    return VNFRecordDependencyBuilder.builder().target(target).build();
  }

  private static VNFRecordDependency request(
      VNFRecordDependency dependency,
      VirtualNetworkFunctionDescriptor source,
      VNFDependency wanted) {
    String type = source.type();
    if (type == null) {
      throw new CatalogueException(
          "cannot resolve the dependencies on VNFD " + source.name() + ": it has no type");
    }
    Map<String, String> values = new LinkedHashMap<>(values(dependency.parameters().get(type)));
    wanted.parameters().forEach(name -> values.putIfAbsent(name, ""));
    return dependency
        .withIdType(put(dependency.idType(), String.valueOf(source.name()), type))
        .withParameters(put(dependency.parameters(), type, filled(dependency, type, values)));
  }

  /**
   * The dependency with what a source gives once it has answered INSTANTIATE: requested values from
   * its {@code provides} and then its {@code configurations}, and per instance the requested ones
   * of its addresses and host name. Unchanged if the VNFR is no source of it. Filling again with a
   * newer record replaces the old values.
   */
  public static VNFRecordDependency fill(
      VNFRecordDependency dependency, VirtualNetworkFunctionRecord source) {
    Optional<String> type = sourceType(dependency, source);
    if (type.isEmpty()) {
      return dependency;
    }
    Map<String, String> values =
        new LinkedHashMap<>(values(dependency.parameters().get(type.get())));
    Set<String> requested = Set.copyOf(values.keySet());
    Stream.of(parameters(source.provides()), parameters(source.configurations()))
        .flatMap(List::stream)
        .filter(p -> p.confKey() != null && p.value() != null)
        .filter(p -> requested.contains(p.confKey()))
        .forEach(p -> values.put(p.confKey(), p.value()));

    VNFCDependencyParameters instances = dependency.vnfcParameters().get(type.get());
    Map<String, DependencyParameters> byInstance =
        instances == null ? new LinkedHashMap<>() : new LinkedHashMap<>(instances.parameters());
    for (VNFCInstance instance : source.vnfcInstances()) {
      if (instance.id() != null) {
        byInstance.put(
            instance.id(),
            DependencyParametersBuilder.builder()
                .parameters(runtimeValues(instance, requested::contains))
                .build());
      }
    }
    VNFCDependencyParameters filledInstances =
        instances == null
            ? VNFCDependencyParametersBuilder.builder().parameters(byInstance).build()
            : instances.withParameters(byInstance);
    return dependency
        .withParameters(
            put(dependency.parameters(), type.get(), filled(dependency, type.get(), values)))
        .withVnfcParameters(put(dependency.vnfcParameters(), type.get(), filledInstances));
  }

  /**
   * What a target is sent with MODIFY after one of its sources has a new instance (SCALE_OUT,
   * HEAL): the parameters of that source, and of that instance alone every address and the host
   * name, asked for or not. A dependency of its own, with no id.
   *
   * @return empty if the VNFR is no source of the dependency
   * @throws CatalogueException if the instance has no id
   */
  public static Optional<VNFRecordDependency> fresh(
      VNFRecordDependency dependency, VirtualNetworkFunctionRecord source, VNFCInstance instance) {
    return sourceType(dependency, source)
        .map(
            type ->
                VNFRecordDependencyBuilder.builder()
                    .target(dependency.target())
                    .idType(Map.of(String.valueOf(source.name()), type))
                    .parameters(
                        Map.of(
                            type,
                            DependencyParametersBuilder.builder()
                                .parameters(values(dependency.parameters().get(type)))
                                .build()))
                    .vnfcParameters(
                        Map.of(
                            type,
                            VNFCDependencyParametersBuilder.builder()
                                .parameters(
                                    Map.of(
                                        id(instance),
                                        DependencyParametersBuilder.builder()
                                            .parameters(runtimeValues(instance, name -> true))
                                            .build()))
                                .build()))
                    .build());
  }

  /** The dependency without what it says of an instance that is gone, whosever it was. */
  public static VNFRecordDependency forget(VNFRecordDependency dependency, String instanceId) {
    Map<String, VNFCDependencyParameters> rest = new LinkedHashMap<>(dependency.vnfcParameters());
    rest.replaceAll(
        (type, instances) -> {
          Map<String, DependencyParameters> others = new LinkedHashMap<>(instances.parameters());
          others.remove(instanceId);
          return instances.withParameters(others);
        });
    return dependency.withVnfcParameters(rest);
  }

  private static String id(VNFCInstance instance) {
    if (instance.id() == null) {
      throw new CatalogueException(
          "cannot tell others of VNFC instance "
              + instance.hostname()
              + ": it has no id; store it first");
    }
    return instance.id();
  }

  /** Under which type the dependency knows the VNFR as a source. */
  private static Optional<String> sourceType(
      VNFRecordDependency dependency, VirtualNetworkFunctionRecord source) {
    return Optional.ofNullable(source.name()).map(dependency.idType()::get);
  }

  private static Map<String, String> runtimeValues(
      VNFCInstance instance, Predicate<String> wanted) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (Ip ip : instance.ips()) {
      values.put(ip.netName(), ip.ip());
    }
    for (Ip ip : instance.floatingIps()) {
      values.put(ip.netName() + "_floatingIp", ip.ip());
    }
    values.put("hostname", instance.hostname());
    values.entrySet().removeIf(e -> e.getKey() == null || e.getValue() == null);
    values.keySet().removeIf(wanted.negate());
    return values;
  }

  private static Map<String, String> values(@Nullable DependencyParameters parameters) {
    return parameters == null ? Map.of() : parameters.parameters();
  }

  private static DependencyParameters filled(
      VNFRecordDependency dependency, String type, Map<String, String> values) {
    DependencyParameters known = dependency.parameters().get(type);
    return known == null
        ? DependencyParametersBuilder.builder().parameters(values).build()
        : known.withParameters(values);
  }

  private static List<ConfigurationParameter> parameters(@Nullable Configuration configuration) {
    return configuration == null ? List.of() : configuration.configurationParameters();
  }

  private static <V> Map<String, V> put(Map<String, V> map, String key, V value) {
    Map<String, V> copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return copy;
  }
}
