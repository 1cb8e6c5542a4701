package org.mano4j.testkit;

import java.util.List;
import java.util.stream.Collectors;
import org.mano4j.descriptors.Finding;

/** A descriptor was not onboarded; nothing of it was stored. Fix the descriptor. */
public final class DescriptorRefused extends NfvoException {

  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  /** For a file with at least one finding. */
  public DescriptorRefused(String fileName, List<Finding> findings) {
    super(
        "refused "
            + fileName
            + ":\n"
            + findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    this.findings = List.copyOf(findings);
  }

  /** What is wrong with it, in the order of the file. */
  public List<Finding> findings() {
    return findings;
  }
}
