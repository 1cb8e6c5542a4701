package org.mano4j.testkit;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.security.Key;

/**
 * What a user gives along with a launch.
 *
 * @param keys public keys for the machines (default none)
 * @param configurations by VNFD name: values that replace those of its {@code configurations} with
 *     the same key, or are added to them (default none)
 * @param vimInstances by VDU name: the VIM instances to choose from, instead of the descriptor's
 *     {@code vimInstanceName} (default none)
 * @param monitoringIp told to VNFMs in {@code extension} (default "")
 */
@RecordBuilder
public record LaunchOptions(
    List<Key> keys,
    Map<String, Configuration> configurations,
    Map<String, List<String>> vimInstances,
    String monitoringIp)
    implements LaunchOptionsBuilder.With {

  /** Copies the collections. */
  public LaunchOptions {
    keys = Copies.list(keys);
    configurations = Copies.map(configurations);
    vimInstances = Copies.listMap(vimInstances);
  }

  /** The defaults named at the components. */
  public static LaunchOptions defaults() {
    return new LaunchOptions(List.of(), Map.of(), Map.of(), "");
  }
}
