package org.mano4j.pop.docker;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.server.SubnetPool;

/**
 * What a {@link DockerPopBackend} was built with; see {@link DockerPopBuilder}.
 *
 * @param tlsDirectory null for plain text
 * @param outputDirectory null to keep the last output of ended instances in memory only
 */
@RecordBuilder
record DockerPopConfig(
    URI engine,
    @Nullable Path tlsDirectory,
    String popName,
    List<String> images,
    List<RegistryLogin> registries,
    List<String> networks,
    String defaultNetwork,
    boolean keepEnded,
    @Nullable Path outputDirectory,
    int outputLines,
    int outputBytes,
    long logSize,
    String networkDriver,
    List<SubnetPool> defaultSubnets,
    Consumer<EngineState> stateListener) {

  DockerPopConfig {
    images = List.copyOf(images);
    registries = List.copyOf(registries);
    networks = List.copyOf(networks);
    defaultSubnets = List.copyOf(defaultSubnets);
    if (!networkDriver.equals("bridge") && !networkDriver.equals("overlay")) {
      throw new IllegalArgumentException(
          "networks are made with driver bridge or overlay, not '" + networkDriver + "'");
    }
  }
}
