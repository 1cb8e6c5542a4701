package org.mano4j.descriptors;

import java.util.List;
import java.util.Optional;

/**
 * What a validation found.
 *
 * @param <T> what the document describes
 * @param findings all of them, in the order of the document
 * @param descriptor what was read, with or without findings; empty if the document could not be
 *     read as one, which is then a finding
 */
public record ValidationReport<T>(List<Finding> findings, Optional<T> descriptor) {

  /** Copies the findings. */
  public ValidationReport {
    findings = List.copyOf(findings);
  }

  /** Whether the descriptor must not be used: there is a finding that is more than a warning. */
  public boolean hasErrors() {
    return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
  }
}
