package org.mano4j.mgmt;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.Server;

/** Tells servers that have failed by their status: Pops say FAILED, others ERROR. */
final class ServerHealth {

  private static final Set<String> FAILED = Set.of("FAILED", "ERROR");

  private ServerHealth() {}

  /** Why it has failed; empty if it has not. */
  static Optional<String> failure(Server server) {
    String status = server.status();
    if (status == null || !FAILED.contains(status)) {
      return Optional.empty();
    }
    @Nullable String extended = server.extendedStatus();
    return Optional.of(extended == null || extended.isEmpty() ? "status " + status : extended);
  }
}
