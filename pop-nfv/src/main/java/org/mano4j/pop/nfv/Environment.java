package org.mano4j.pop.nfv;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The environment of the containers of a VNF, as its record and its dependency have it (mgmt,
 * section 5). Later ones win: what the VNF provides, its configuration, and what is known of its
 * sources ({@link Sources}).
 *
 * @param entries the variables
 * @param sources what is known of the sources now, for the record to keep
 */
record Environment(Map<String, String> entries, Sources sources) {

  private static final Logger LOG = LoggerFactory.getLogger(Environment.class);

  /**
   * The environment of every instance of a VNF. Parameters without a value are left out: a Pop
   * takes an empty one as a wish to remove the key.
   *
   * @param dependency what has come with the request; null for what the record alone tells
   * @param followNew whether a later instance of a source takes the place of the one in use
   */
  static Environment of(
      VirtualNetworkFunctionRecord vnfr,
      @Nullable VNFRecordDependency dependency,
      boolean followNew) {
    Sources sources = Sources.in(vnfr);
    if (dependency != null) {
      sources = sources.after(dependency, vnfr.type(), followNew);
    }
    Map<String, String> entries = new LinkedHashMap<>();
    addAll(entries, vnfr.provides());
    addAll(entries, vnfr.configurations());
    sources
        .variables()
        .forEach(
            (name, value) -> {
              String own = entries.put(name, value);
              if (own != null && !own.equals(value)) {
                LOG.info("VNFR '{}': a value of a source replaces its own {}", vnfr.name(), name);
              }
            });
    return new Environment(Collections.unmodifiableMap(entries), sources);
  }

  /** The environment without anything new. */
  static Environment of(VirtualNetworkFunctionRecord vnfr) {
    return of(vnfr, null, false);
  }

  private static void addAll(Map<String, String> entries, @Nullable Configuration configuration) {
    if (configuration != null) {
      configuration
          .configurationParameters()
          .forEach(
              parameter -> {
                String key = parameter.confKey();
                String value = parameter.value();
                if (key != null && !key.isEmpty() && value != null && !value.isEmpty()) {
                  entries.put(key, value);
                }
              });
    }
  }

  /** Without the values, which may be secret. */
  @Override
  public String toString() {
    return "Environment[" + entries.keySet() + "]";
  }
}
