package org.mano4j.pop.docker;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    List<String> networks,
    String defaultNetwork,
    boolean keepEnded,
    @Nullable Path outputDirectory,
    Consumer<EngineState> stateListener) {

  DockerPopConfig {
    images = List.copyOf(images);
    networks = List.copyOf(networks);
  }
}
