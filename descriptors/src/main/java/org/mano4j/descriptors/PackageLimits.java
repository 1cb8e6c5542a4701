package org.mano4j.descriptors;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * How much of an archive is read. All sizes are those of the unpacked bytes that were really there,
 * whatever the archive says of itself: neither compression nor holes in sparse files get past them.
 * An archive that is larger is refused when the limit is reached; nothing of it is returned.
 *
 * @param largestEntry most bytes of one file; by default 16 MiB, which no script and no descriptor
 *     needs, and which is all that fits into one message
 * @param largestSum most bytes of all files with their headers; by default 64 MiB, since a package
 *     is held in memory, and its scripts travel in a message at about four characters a byte
 * @param mostEntries most files and folders; by default 10,000, where packages have dozens
 */
@RecordBuilder
public record PackageLimits(long largestEntry, long largestSum, int mostEntries)
    implements PackageLimitsBuilder.With {

  private static final long MIB = 1024 * 1024;

  private static final PackageLimits DEFAULTS = new PackageLimits(16 * MIB, 64 * MIB, 10_000);

  /** Refuses limits that let nothing through, and entries that no array can hold. */
  public PackageLimits {
    if (largestEntry < 1 || largestSum < 1 || mostEntries < 1) {
      throw new IllegalArgumentException("limits of a VNF package are at least 1");
    }
    if (largestEntry > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException("the largest entry is at most 1 GiB");
    }
  }

  /** 16 MiB a file, 64 MiB together, 10,000 entries. */
  public static PackageLimits defaults() {
    return DEFAULTS;
  }
}
