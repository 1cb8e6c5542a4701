package org.mano4j.samples.daemon;

import java.time.Duration;
import java.util.List;

/**
 * A program whose configuration was read.
 *
 * @param service what it runs
 * @param drain how long to wait at the end for what is in work
 * @param warnings of what is well but may surprise
 */
public record Prepared(DaemonService service, Duration drain, List<String> warnings) {

  /** Copies the list. */
  public Prepared {
    warnings = List.copyOf(warnings);
  }
}
