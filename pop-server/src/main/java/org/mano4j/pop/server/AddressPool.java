package org.mano4j.pop.server;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one subnet. Given out upwards first, each once; when all have been used, those
 * that came back, oldest first. So an address rests as long as possible before somebody else gets
 * it. Of a very large subnet the oldest one comes again when {@value #MOST_RESTING} rest, so that
 * the memory for them ends somewhere. Bits for addresses that are taken, four bytes for each that
 * rests. Every operation takes constant time. Not thread-safe.
 */
final class AddressPool {

  static final int MOST_RESTING = 1 << 20;

  /** More of a range are not given out unless somebody asks for a certain one. */
  private static final BigInteger MOST_AUTOMATIC = BigInteger.ONE.shiftLeft(32);

  private final IpRange subnet;
  private final @Nullable IpAddress gateway;
  private final BigInteger lowest;
  private final BigInteger automatic;
  private final long capacity;

  /** By distance from the subnet's first address. */
  private final SparseBits taken = new SparseBits();

  private SparseBits foreign = new SparseBits();

  /** By distance from the lowest address of the range: those used before their turn came. */
  private final SparseBits ahead = new SparseBits();

  private final OffsetQueue returned = new OffsetQueue();
  private long next;
  private long inUse;
  private long occupied;

  /**
   * All addresses free.
   *
   * @param gateway its address; null if there is none
   * @param range where addresses are given out from unless a certain one is asked for
   */
  AddressPool(IpRange subnet, @Nullable IpAddress gateway, IpRange range) {
    this.subnet = subnet;
    this.gateway = gateway;
    this.lowest = range.first().value().max(subnet.firstHost().value());
    BigInteger highest = range.last().value().min(subnet.lastHost().value());
    BigInteger size = highest.subtract(lowest).add(BigInteger.ONE).max(BigInteger.ZERO);
    this.automatic = size.min(MOST_AUTOMATIC);
    boolean gatewayInside =
        gateway != null
            && gateway.value().compareTo(lowest) >= 0
            && gateway.value().compareTo(highest) <= 0;
    this.capacity =
        size.subtract(gatewayInside ? BigInteger.ONE : BigInteger.ZERO)
            .min(BigInteger.valueOf(Long.MAX_VALUE))
            .longValue();
  }

  IpRange subnet() {
    return subnet;
  }

  /** How many addresses are taken. */
  long inUse() {
    return inUse;
  }

  /** How many addresses are given out to whoever asks for any; at most {@link Long#MAX_VALUE}. */
  long capacity() {
    return capacity;
  }

  /** How many of those are taken, or belong to others. */
  long occupied() {
    return occupied;
  }

  boolean hasForeign() {
    return !foreign.isEmpty();
  }

  /** What an address of the subnet is for, if not for hosts. */
  Optional<String> reservedFor(IpAddress address) {
    if (address.equals(gateway)) {
      return Optional.of("the gateway");
    }
    if (address.value().compareTo(subnet.firstHost().value()) < 0) {
      return Optional.of(address.ipv6() ? "the routers' anycast address" : "the network address");
    }
    return address.value().compareTo(subnet.lastHost().value()) > 0
        ? Optional.of("the broadcast address")
        : Optional.empty();
  }

  /** Whether somebody may take it. */
  boolean isFree(IpAddress address) {
    return subnet.contains(address)
        && reservedFor(address).isEmpty()
        && !taken.get(bit(address))
        && !foreign.get(bit(address));
  }

  /** Takes any free address of the range; empty if there is none. */
  Optional<IpAddress> take() {
    BigInteger offset = neverUsed();
    if (offset == null) {
      if (returned.isEmpty()) {
        return Optional.empty();
      }
      offset = BigInteger.valueOf(returned.remove());
    }
    IpAddress address = new IpAddress(subnet.ipv6(), lowest.add(offset));
    taken.set(bit(address));
    inUse++;
    occupied++;
    return Optional.of(address);
  }

  /** Takes this address, which is free. */
  void take(IpAddress address) {
    if (!isFree(address)) {
      throw new IllegalStateException(address + " of " + subnet + " is not free");
    }
    adopt(address);
  }

  /** Gives an address back that was taken. */
  void release(IpAddress address) {
    BigInteger bit = bit(address);
    if (!subnet.contains(address) || !taken.get(bit)) {
      throw new IllegalStateException(
          address + " of " + subnet + " was released without being taken");
    }
    taken.clear(bit);
    inUse--;
    if (!foreign.get(bit)) {
      vacate(bit);
    }
  }

  /**
   * Notes what belongs to others now, instead of what did before.
   *
   * @return what belongs to others since now although it is taken
   */
  List<IpAddress> foreign(Collection<IpAddress> addresses) {
    SparseBits before = foreign;
    SparseBits now = new SparseBits();
    for (IpAddress address : addresses) {
      if (subnet.contains(address) && reservedFor(address).isEmpty()) {
        now.set(bit(address));
      }
    }
    List<IpAddress> contested = new ArrayList<>();
    now.forEach(
        bit -> {
          if (before.get(bit)) {
            return;
          }
          if (taken.get(bit)) {
            contested.add(new IpAddress(subnet.ipv6(), subnet.first().value().add(bit)));
          } else {
            occupy(bit);
          }
        });
    foreign = now;
    before.forEach(
        bit -> {
          if (!now.get(bit) && !taken.get(bit)) {
            vacate(bit);
          }
        });
    return contested;
  }

  /** Everything that is taken. */
  List<IpAddress> taken() {
    List<IpAddress> all = new ArrayList<>();
    taken.forEach(bit -> all.add(new IpAddress(subnet.ipv6(), subnet.first().value().add(bit))));
    return all;
  }

  /** Takes an address that somebody has already, whatever it has become meanwhile. */
  void adopt(IpAddress address) {
    BigInteger bit = bit(address);
    if (!foreign.get(bit)) {
      occupy(bit);
    }
    taken.set(bit);
    inUse++;
  }

  private @Nullable BigInteger neverUsed() {
    while (next < automatic.longValue() && returned.size() < MOST_RESTING) {
      BigInteger offset = BigInteger.valueOf(next++);
      if (ahead.get(offset)) {
        ahead.clear(offset);
      } else if (gateway == null || !gateway.value().equals(lowest.add(offset))) {
        return offset;
      }
    }
    return null;
  }

  /** What was free is not any more. */
  private void occupy(BigInteger bit) {
    BigInteger offset = offset(bit);
    if (!isAutomatic(offset)) {
      return;
    }
    occupied++;
    if (offset.longValue() < next || ahead.get(offset)) {
      returned.remove(offset.longValue());
    } else {
      ahead.set(offset);
    }
  }

  /** What was not free is again. */
  private void vacate(BigInteger bit) {
    BigInteger offset = offset(bit);
    if (isAutomatic(offset)) {
      occupied--;
      // What became the gateway while somebody had it is not given out again.
      if (gateway == null || !bit(gateway).equals(bit)) {
        returned.add(offset.longValue());
      }
    }
  }

  private boolean isAutomatic(BigInteger offset) {
    return offset.signum() >= 0 && offset.compareTo(automatic) < 0;
  }

  private BigInteger bit(IpAddress address) {
    return address.value().subtract(subnet.first().value());
  }

  private BigInteger offset(BigInteger bit) {
    return subnet.first().value().add(bit).subtract(lowest);
  }
}
