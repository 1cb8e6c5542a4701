package org.mano4j.pop.server;

import java.util.Set;

/** What a {@link PopBackend} may be able to do beyond running instances. */
public enum BackendCapability {

  /** {@link PopBackend#createNetwork} and {@link PopBackend#deleteNetwork}. */
  NETWORKS("CreateNetwork", "DeleteNetwork"),
  /** {@link PopBackend#pull}. */
  PULL("PullImage"),
  /** {@link PopBackend#logs}. */
  LOGS("Logs"),
  /** {@link PopBackend#stats}. */
  STATS("Stats");

  private final Set<String> calls;

  BackendCapability(String... calls) {
    this.calls = Set.of(calls);
  }

  /** The calls of the protocol that need it. */
  public Set<String> calls() {
    return calls;
  }
}
