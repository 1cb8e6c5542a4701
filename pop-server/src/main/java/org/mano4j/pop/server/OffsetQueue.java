package org.mano4j.pop.server;

/** First in, first out, of numbers up to 2^32 - 1, four bytes each. */
final class OffsetQueue {

  private int[] ring = new int[16];
  private int head;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  void add(long offset) {
    if (size == ring.length) {
      int[] larger = new int[ring.length * 2];
      for (int i = 0; i < size; i++) {
        larger[i] = at(i);
      }
      ring = larger;
      head = 0;
    }
    ring[(head + size) % ring.length] = (int) offset;
    size++;
  }

  /** Takes the one that was added first. */
  long remove() {
    int offset = ring[head];
    head = (head + 1) % ring.length;
    size--;
    return Integer.toUnsignedLong(offset);
  }

  /** Takes one out of the middle. */
  void remove(long offset) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int value = at(i);
      if (value != (int) offset) {
        ring[(head + kept) % ring.length] = value;
        kept++;
      }
    }
    size = kept;
  }

  private int at(int index) {
    return ring[(head + index) % ring.length];
  }
}
