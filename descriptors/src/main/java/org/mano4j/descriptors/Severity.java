package org.mano4j.descriptors;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How bad a finding is. */
public enum Severity {
  /** An orchestrator refuses the descriptor, or cannot do what it says. */
  @JsonProperty("error")
  ERROR,
  /** The descriptor works, but hardly as it was meant. */
  @JsonProperty("warning")
  WARNING
}
