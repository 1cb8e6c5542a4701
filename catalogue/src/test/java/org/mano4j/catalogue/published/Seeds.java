package org.mano4j.catalogue.published;

import java.util.stream.LongStream;

/** The seeds of a run: 200, or as many as {@code -Dseeds=}, or only the one of {@code -Dseed=}. */
final class Seeds {

  private static final Long ONLY = Long.getLong("seed");
  private static final long COUNT = Long.getLong("seeds", 200);

  private Seeds() {}

  static LongStream all() {
    return ONLY == null ? LongStream.range(0, COUNT) : LongStream.of(ONLY);
  }

  /** Whether the seeds include the one that fills everything. */
  static boolean includeFull() {
    return ONLY == null ? COUNT > 1 : ONLY == 1;
  }
}
