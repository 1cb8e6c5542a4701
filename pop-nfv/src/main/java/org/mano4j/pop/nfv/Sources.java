package org.mano4j.pop.nfv;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.record.DependencyParameters;
import org.mano4j.catalogue.record.VNFCDependencyParameters;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a VNF knows of the VNFs it depends on: variables named {@code <SOURCE TYPE>_<KEY>}, and of
 * which instance of each source they are. It is kept in the metadata of the record, since later
 * requests bring only a part of it (MODIFY after a scale-out of a source: the new instance) or
 * nothing (HEAL, START after a restart).
 *
 * @param variables by name
 * @param instances by type of the source, the id of the instance whose values are in use
 */
record Sources(Map<String, String> variables, Map<String, String> instances) {

  private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

  private static final String VARIABLE = "mano4j.env.";
  private static final String INSTANCE = "mano4j.source.";

  /** What the database of an NFVO takes as key or value of metadata. */
  private static final int LONGEST = 255;

  Sources {
    variables = Collections.unmodifiableMap(new TreeMap<>(variables));
    instances = Collections.unmodifiableMap(new TreeMap<>(instances));
  }

  /** What the record keeps. */
  static Sources in(VirtualNetworkFunctionRecord vnfr) {
    Map<String, String> variables = new TreeMap<>();
    Map<String, String> instances = new TreeMap<>();
    vnfr.metadata()
        .forEach(
            (key, value) -> {
              if (key.startsWith(VARIABLE)) {
                variables.put(key.substring(VARIABLE.length()), value);
              } else if (key.startsWith(INSTANCE)) {
                instances.put(key.substring(INSTANCE.length()), value);
              }
            });
    return new Sources(variables, instances);
  }

  /** The record with this in place of what it kept before. */
  VirtualNetworkFunctionRecord keptIn(VirtualNetworkFunctionRecord vnfr) {
    if (equals(in(vnfr))) {
      return vnfr;
    }
    Map<String, String> metadata = new LinkedHashMap<>(vnfr.metadata());
    metadata.keySet().removeIf(key -> key.startsWith(VARIABLE) || key.startsWith(INSTANCE));
    variables.forEach((name, value) -> keep(metadata, VARIABLE + name, value));
    instances.forEach((type, id) -> keep(metadata, INSTANCE + type, id));
    return vnfr.withMetadata(metadata);
  }

  private static void keep(Map<String, String> metadata, String key, String value) {
    if (key.length() <= LONGEST && value.length() <= LONGEST) {
      metadata.put(key, value);
    } else {
      LOG.info("{} is too long for the metadata of a record; a HEAL will not know it", key);
    }
  }

  /** Whether the values of this instance are in use. */
  boolean use(@Nullable String instanceId) {
    return instanceId != null && instances.containsValue(instanceId);
  }

  /**
   * What is known after a dependency has come. First what the sources have in common, then what
   * their instances have; of several instances of a type, the one with the smallest id counts.
   *
   * <p>After the scale-out of a source, its new instance comes alone, in a dependency that the NFVO
   * has not stored and that has no id. The one in use then stays, unless the new one has a smaller
   * id or is to be followed in any case. A stored dependency is complete: what is not in it is
   * gone.
   */
  Sources after(VNFRecordDependency dependency, @Nullable String ownType, boolean followNew) {
    Variables derived = new Variables(variables);
    Map<String, String> inUse = new TreeMap<>(instances);
    new TreeMap<>(dependency.parameters())
        .forEach(
            (type, values) -> {
              if (!type.equals(ownType)) {
                derived.add(type, values);
              }
            });
    new TreeMap<>(dependency.vnfcParameters())
        .forEach(
            (type, known) ->
                smallest(known)
                    .filter(
                        one ->
                            !type.equals(ownType)
                                && (followNew
                                    || dependency.id() != null
                                    || !isBefore(inUse.get(type), one.getKey(), known)))
                    .ifPresent(
                        one -> {
                          derived.add(type, one.getValue());
                          inUse.put(type, one.getKey());
                        }));
    return new Sources(derived.values, inUse);
  }

  private static boolean isBefore(
      @Nullable String inUse, String candidate, VNFCDependencyParameters known) {
    return inUse != null
        && inUse.compareTo(candidate) < 0
        && !known.parameters().containsKey(inUse);
  }

  private static Optional<Map.Entry<String, DependencyParameters>> smallest(
      VNFCDependencyParameters instances) {
    return instances.parameters().entrySet().stream()
        .filter(instance -> !instance.getValue().parameters().isEmpty())
        .min(Map.Entry.comparingByKey());
  }

  /**
   * The name of a variable: upper case, and {@code _} for what the name of a shell variable cannot
   * hold, a digit in front among that.
   */
  static String shellName(String type, String key) {
    return (type + "_" + key)
        .toUpperCase(Locale.ROOT)
        .replaceAll("[^A-Z0-9_]", "_")
        .replaceFirst("^[0-9]", "_");
  }

  /** Without the values, which may be secret. */
  @Override
  public String toString() {
    return "Sources[variables=" + variables.keySet() + ", instances=" + instances + "]";
  }

  /** Variables as they are put together; in a fixed order, so that collisions end the same way. */
  private static final class Variables {

    private final Map<String, String> values;
    private final Map<String, String> origins = new TreeMap<>();

    Variables(Map<String, String> known) {
      this.values = new TreeMap<>(known);
    }

    void add(String type, DependencyParameters parameters) {
      new TreeMap<>(parameters.parameters())
          .forEach(
              (key, value) -> {
                String origin = type + "_" + key;
                String name = shellName(type, key);
                String other = origins.put(name, origin);
                if (other != null && !other.equals(origin)) {
                  LOG.warn(
                      "variable {} stands for both {} and {}; the latter wins",
                      name,
                      other,
                      origin);
                }
                if (!value.isEmpty()) {
                  values.put(name, value);
                }
              });
    }
  }
}
