package org.mano4j.pop.server;

import java.util.OptionalLong;

/**
 * The addresses of one IPv4 subnet. Given out upwards first, each once; when all have been used,
 * those that came back, oldest first. So an address rests as long as possible before somebody else
 * gets it. Two bits per address, and four bytes for each that came back. Not thread-safe.
 */
final class AddressPool {

  private final Ipv4Range range;
  private final SparseBits taken = new SparseBits();
  private final SparseBits used = new SparseBits();
  private final OffsetQueue returned = new OffsetQueue();
  private final long gateway;
  private long neverUsed;
  private long inUse;

  /**
   * All addresses free.
   *
   * @param gateway its address, or -1 if there is none
   */
  AddressPool(Ipv4Range range, long gateway) {
    this.range = range;
    this.gateway = gateway;
    this.neverUsed = range.firstHost();
  }

  Ipv4Range range() {
    return range;
  }

  long inUse() {
    return inUse;
  }

  boolean isGateway(long address) {
    return address == gateway;
  }

  /** Whether a host may have it: not the gateway, network or broadcast address. */
  boolean isForHosts(long address) {
    return address >= range.firstHost() && address <= range.lastHost() && !isGateway(address);
  }

  boolean isFree(long address) {
    return isForHosts(address) && !taken.get(address - range.base());
  }

  /** Takes any free address; empty if there is none. */
  OptionalLong take() {
    while (neverUsed <= range.lastHost()) {
      long address = neverUsed++;
      if (!isGateway(address) && !used.get(address - range.base())) {
        mark(address);
        return OptionalLong.of(address);
      }
    }
    if (returned.isEmpty()) {
      return OptionalLong.empty();
    }
    long address = range.base() + returned.remove();
    mark(address);
    return OptionalLong.of(address);
  }

  /** Takes this address, which is free. */
  void take(long address) {
    if (!isFree(address)) {
      throw new IllegalStateException(Ipv4Range.text(address) + " of " + range + " is not free");
    }
    if (used.get(address - range.base())) {
      returned.remove(address - range.base());
    }
    mark(address);
  }

  /** Gives an address back that was taken. */
  void release(long address) {
    long offset = address - range.base();
    if (!taken.get(offset)) {
      throw new IllegalStateException(
          Ipv4Range.text(address) + " of " + range + " was released without being taken");
    }
    taken.clear(offset);
    returned.add(offset);
    inUse--;
  }

  private void mark(long address) {
    taken.set(address - range.base());
    used.set(address - range.base());
    inUse++;
  }
}
