package org.mano4j.pop.server;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A set of natural numbers of any size, as bits in pages that exist while they hold one. */
final class SparseBits {

  /** Small, so that numbers far apart, as in IPv6, do not cost much. */
  private static final int PAGE_BITS = 10;

  private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

  private final Map<BigInteger, long[]> pages = new HashMap<>();

  boolean isEmpty() {
    return pages.isEmpty();
  }

  boolean get(BigInteger bit) {
    long[] page = pages.isEmpty() ? null : pages.get(bit.shiftRight(PAGE_BITS));
    int index = index(bit);
    return page != null && (page[index >> 6] & 1L << index) != 0;
  }

  void set(BigInteger bit) {
    int index = index(bit);
    pages
            .computeIfAbsent(bit.shiftRight(PAGE_BITS), p -> new long[1 << (PAGE_BITS - 6)])[
            index >> 6] |=
        1L << index;
  }

  void clear(BigInteger bit) {
    BigInteger key = bit.shiftRight(PAGE_BITS);
    long[] page = pages.get(key);
    if (page == null) {
      return;
    }
    int index = index(bit);
    page[index >> 6] &= ~(1L << index);
    for (long word : page) {
      if (word != 0) {
        return;
      }
    }
    pages.remove(key);
  }

  /** In no order. The set must not be changed meanwhile. */
  void forEach(Consumer<BigInteger> each) {
    pages.forEach(
        (key, page) -> {
          BigInteger begin = key.shiftLeft(PAGE_BITS);
          for (int index = 0; index <= PAGE_MASK; index++) {
            if ((page[index >> 6] & 1L << index) != 0) {
              each.accept(begin.add(BigInteger.valueOf(index)));
            }
          }
        });
  }

  private static int index(BigInteger bit) {
    return bit.intValue() & PAGE_MASK;
  }
}
