package org.mano4j.samples.pop;

import java.util.Locale;

/** How results are printed. */
enum OutputFormat {
  TABLE,
  YAML,
  JSON;

  /** As people write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
