package org.mano4j.descriptors;

/** How bad a finding is. */
public enum Severity {
  /** An orchestrator refuses the descriptor, or cannot do what it says. */
  ERROR,
  /** The descriptor works, but hardly as it was meant. */
  WARNING
}
