package org.mano4j.pop.docker;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.server.InstanceState;

/**
 * Exit codes and last lines of instances that have ended, until they are forgotten. Thread-safe.
 */
interface KeptOutput {

  /** Keeps this; in place of what is there already. */
  void keep(String instanceId, KeptEnd end);

  /** What is kept of one. */
  Optional<KeptEnd> find(String instanceId);

  /** Throws away what is kept of one, if anything. */
  void forget(String instanceId);

  /** All of them, as a Pop wants to hear of them after a restart. */
  List<InstanceState> all();

  /** In a directory if there is one, else in memory. */
  static KeptOutput in(@Nullable Path directory) {
    return directory == null ? new KeptInMemory() : new KeptInFiles(directory);
  }
}
