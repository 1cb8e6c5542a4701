package org.mano4j.pop.server;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** A set of numbers from 0 to 2^32 - 1, as bits in pages that exist once touched. */
final class SparseBits {

  private static final int PAGE_BITS = 16;
  private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

  private final Map<Integer, BitSet> pages = new HashMap<>();

  boolean get(long bit) {
    BitSet page = pages.get((int) (bit >> PAGE_BITS));
    return page != null && page.get((int) bit & PAGE_MASK);
  }

  void set(long bit) {
    pages.computeIfAbsent((int) (bit >> PAGE_BITS), p -> new BitSet()).set((int) bit & PAGE_MASK);
  }

  void clear(long bit) {
    BitSet page = pages.get((int) (bit >> PAGE_BITS));
    if (page != null) {
      page.clear((int) bit & PAGE_MASK);
    }
  }
}
