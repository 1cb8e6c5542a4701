package org.mano4j.pop.nfv;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.record.DependencyParameters;
import org.mano4j.catalogue.record.VNFCDependencyParameters;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The environment of a container, as a VNF record and its dependency have it (mgmt, section 5).
 * Later ones win: what the VNF provides, its configuration, parameters of its sources, parameters
 * of the sources' instances. The latter two are named {@code <SOURCE TYPE>_<KEY>} in upper case.
 */
final class Environment {

  private static final Logger LOG = LoggerFactory.getLogger(Environment.class);

  private final Map<String, String> entries = new LinkedHashMap<>();
  private final Map<String, String> derivedFrom = new LinkedHashMap<>();

  private Environment() {}

  /**
   * The environment of every instance of a VNF. Parameters without a value are left out: a Pop
   * takes an empty one as a wish to remove the key.
   */
  static Map<String, String> of(
      VirtualNetworkFunctionRecord vnfr, @Nullable VNFRecordDependency dependency) {
    Environment environment = new Environment();
    environment.addAll(vnfr.provides());
    environment.addAll(vnfr.configurations());
    if (dependency != null) {
      environment.addSources(dependency, vnfr.type());
    }
    return environment.entries;
  }

  private void addAll(@Nullable Configuration configuration) {
    if (configuration != null) {
      configuration
          .configurationParameters()
          .forEach(parameter -> put(parameter.confKey(), parameter.value()));
    }
  }

  private void addSources(VNFRecordDependency dependency, @Nullable String ownType) {
    dependency.parameters().forEach((type, values) -> addSource(type, values, ownType));
    dependency
        .vnfcParameters()
        .forEach(
            (type, instances) ->
                smallest(instances).ifPresent(values -> addSource(type, values, ownType)));
  }

  /** Of several source instances always the same one, so that a repeated MODIFY changes nothing. */
  private static Optional<DependencyParameters> smallest(VNFCDependencyParameters instances) {
    return instances.parameters().entrySet().stream()
        .filter(instance -> !instance.getValue().parameters().isEmpty())
        .min(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .map(Map.Entry::getValue);
  }

  private void addSource(String type, DependencyParameters values, @Nullable String ownType) {
    if (type.equals(ownType)) {
      return;
    }
    values
        .parameters()
        .forEach(
            (key, value) -> {
              String origin = type + "_" + key;
              String name = shellName(origin);
              String other = derivedFrom.put(name, origin);
              if (other != null && !other.equals(origin)) {
                LOG.warn(
                    "variable {} stands for both {} and {}; the latter wins", name, other, origin);
              }
              put(name, value);
            });
  }

  private void put(@Nullable String key, @Nullable String value) {
    if (key != null && !key.isEmpty() && value != null && !value.isEmpty()) {
      entries.put(key, value);
    }
  }

  /** Upper case, and {@code _} for what the name of a shell variable cannot hold. */
  private static String shellName(String text) {
    return text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
  }
}
