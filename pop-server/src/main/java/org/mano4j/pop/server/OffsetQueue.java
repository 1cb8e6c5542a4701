package org.mano4j.pop.server;

import java.util.HashMap;
import java.util.Map;

/**
 * First in, first out, of different numbers up to 2^32 - 1, four bytes each. What is taken out of
 * the middle stays as a dead entry until its turn comes, or until the dead are the majority: then
 * all of them are removed, so that each costs no more than constant time.
 */
final class OffsetQueue {

  private static final int FEW = 64;

  private int[] ring = new int[16];
  private int head;
  private int entries;

  /** How many entries of a number are dead; they come before the one that is not, if any. */
  private Map<Integer, Integer> dead = new HashMap<>();

  private int deadEntries;

  int size() {
    return entries - deadEntries;
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** Adds a number that is not in it. */
  void add(long offset) {
    if (entries == ring.length) {
      resize(ring.length * 2);
    }
    ring[head + entries & ring.length - 1] = (int) offset;
    entries++;
  }

  /** Takes the one that was added first; there is one. */
  long remove() {
    int offset = poll();
    while (buried(offset)) {
      offset = poll();
    }
    return Integer.toUnsignedLong(offset);
  }

  /** Takes one out of the middle, that is in it. */
  void remove(long offset) {
    dead.merge((int) offset, 1, Integer::sum);
    deadEntries++;
    if (deadEntries > size() + FEW) {
      buryAll();
    }
  }

  private int poll() {
    int offset = ring[head];
    head = head + 1 & ring.length - 1;
    entries--;
    return offset;
  }

  private boolean buried(int offset) {
    if (deadEntries == 0 || !dead.containsKey(offset)) {
      return false;
    }
    dead.computeIfPresent(offset, (o, times) -> times == 1 ? null : times - 1);
    deadEntries--;
    return true;
  }

  private void buryAll() {
    for (int i = entries; i > 0; i--) {
      int offset = poll();
      if (!buried(offset)) {
        add(Integer.toUnsignedLong(offset));
      }
    }
    dead = new HashMap<>(); // the table of the old one stays large
    resize(Math.max(16, Integer.highestOneBit(Math.max(1, entries)) * 2));
  }

  private void resize(int capacity) {
    int[] copy = new int[capacity];
    for (int i = 0; i < entries; i++) {
      copy[i] = ring[head + i & ring.length - 1];
    }
    ring = copy;
    head = 0;
  }
}
