package org.mano4j.pop.server;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Ip;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkUse;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.Subnet;

/**
 * The addresses of one network. An address that somebody has stays taken whatever becomes of the
 * network: also when it goes and comes back with other subnets. Not thread-safe.
 */
final class NetworkAddresses {

  /** In the order of the network. */
  private Map<Subnet, AddressPool> pools = new LinkedHashMap<>();

  /** Addresses in use that are from none of its subnets any more, or not yet. */
  private Set<IpAddress> strays = new HashSet<>();

  private Network network;
  private @Nullable String problem;

  NetworkAddresses(Network network) {
    this.network = network;
    update(network);
  }

  /** The network is like this now; what is in use stays so. */
  void update(Network now) {
    if (now.subnets().equals(network.subnets()) && !pools.isEmpty()) {
      network = now;
      return;
    }
    Map<Subnet, AddressPool> before = pools;
    network = now;
    problem = null;
    pools = new LinkedHashMap<>();
    for (Subnet subnet : now.subnets()) {
      try {
        pools.put(subnet, pool(subnet, before));
      } catch (IllegalArgumentException e) {
        problem = e.getMessage();
      }
    }
    Set<IpAddress> held = strays;
    strays = new HashSet<>();
    before.forEach(
        (subnet, pool) -> {
          if (pools.get(subnet) != pool) {
            held.addAll(pool.taken());
          }
        });
    held.forEach(
        address ->
            poolOf(address)
                .ifPresentOrElse(pool -> pool.adopt(address), () -> strays.add(address)));
  }

  long inUse() {
    return strays.size() + pools.values().stream().mapToLong(AddressPool::inUse).sum();
  }

  boolean hasForeign() {
    return pools.values().stream().anyMatch(AddressPool::hasForeign);
  }

  NetworkUse use() {
    long addresses = 0;
    long used = 0;
    for (Subnet subnet : network.subnets()) {
      AddressPool pool = pools.get(subnet);
      if (pool != null) {
        addresses += Math.min(pool.capacity(), Long.MAX_VALUE - addresses);
        used += pool.occupied();
      }
    }
    return new NetworkUse(network.id(), network.name(), addresses, used);
  }

  /**
   * Takes an address.
   *
   * @param wanted the one to take; empty for any
   * @return null if the network has no subnet of this family, and none is asked for
   */
  @Nullable Ip take(boolean ipv6, String wanted) {
    List<Subnet> subnets =
        network.subnets().stream()
            .filter(pools::containsKey)
            .filter(subnet -> pool(subnet).subnet().ipv6() == ipv6)
            .toList();
    if (!wanted.isEmpty()) {
      return fixed(ipv6, wanted, subnets);
    }
    if (subnets.isEmpty()) {
      return null;
    }
    for (Subnet subnet : subnets) {
      Optional<IpAddress> address = pool(subnet).take();
      if (address.isPresent()) {
        return new Ip(address.get().toString(), subnet);
      }
    }
    throw new PopException(
        Code.RESOURCE_EXHAUSTED,
        PopReason.NO_ADDRESS_LEFT,
        "no more IP available for this network: all "
            + family(ipv6)
            + " addresses of '"
            + network.name()
            + "' are in use; delete containers on it");
  }

  /** There is nothing to take an address from. */
  PopException noSubnet() {
    return new PopException(
        Code.FAILED_PRECONDITION,
        PopReason.NO_ADDRESS_LEFT,
        "network '"
            + network.name()
            + "' has no subnet to take an address from"
            + (problem == null ? "" : ": " + problem)
            + "; use another network");
  }

  /**
   * Takes exactly this address, for somebody who has had it before.
   *
   * @throws PopException ALREADY_EXISTS if it belongs to somebody else
   */
  void reclaim(IpAddress address) {
    AddressPool pool = poolOf(address).orElse(null);
    if (pool == null ? !strays.add(address) : !pool.isFree(address)) {
      throw taken(address, "");
    }
    if (pool != null) {
      pool.take(address);
    }
  }

  /**
   * Gives an address back.
   *
   * @throws IllegalStateException if nobody has it
   */
  void release(IpAddress address) {
    if (!strays.remove(address)) {
      poolOf(address).ifPresent(pool -> pool.release(address));
    }
  }

  private Optional<AddressPool> poolOf(IpAddress address) {
    return pools.values().stream().filter(pool -> pool.subnet().contains(address)).findFirst();
  }

  /** See {@link AddressPool#foreign}. */
  List<IpAddress> foreign(Collection<IpAddress> addresses) {
    return pools.values().stream().flatMap(pool -> pool.foreign(addresses).stream()).toList();
  }

  private Ip fixed(boolean ipv6, String wanted, List<Subnet> subnets) {
    String where =
        subnets.isEmpty()
            ? "network '" + network.name() + "', which has no " + family(ipv6) + " subnet"
            : String.join(" or ", subnets.stream().map(Subnet::cidr).toList());
    String notContained = wanted + " is not contained in " + where;
    IpAddress address =
        IpAddress.parse(wanted)
            .filter(parsed -> parsed.ipv6() == ipv6)
            .orElseThrow(
                () ->
                    refused(ipv6, notContained + ", since it is no " + family(ipv6) + " address"));
    for (Subnet subnet : subnets) {
      AddressPool pool = pool(subnet);
      if (!pool.subnet().contains(address)) {
        continue;
      }
      pool.reservedFor(address)
          .ifPresent(
              what -> {
                throw refused(
                    ipv6, wanted + " is " + what + " of " + subnet.cidr() + "; choose another one");
              });
      if (!pool.isFree(address)) {
        throw taken(address, "; choose another one, or none to get a free one");
      }
      pool.take(address);
      return new Ip(address.toString(), subnet);
    }
    throw refused(ipv6, notContained);
  }

  /**
   * Somebody has it.
   *
   * @param advice for the end of the text
   */
  PopException taken(IpAddress address, String advice) {
    return new PopException(
        Code.ALREADY_EXISTS,
        PopReason.ADDRESS_TAKEN,
        "ip is not available: "
            + address
            + " of network '"
            + network.name()
            + "' is in use"
            + advice);
  }

  private PopException refused(boolean ipv6, String why) {
    String field = "endpoints[\"" + network.name() + "\"]." + (ipv6 ? "ipv6" : "ipv4") + ".address";
    return Refusal.ofField(field, PopReason.INVALID_ADDRESS, why + " (" + field + ")");
  }

  private AddressPool pool(Subnet subnet) {
    return Objects.requireNonNull(pools.get(subnet), "pool");
  }

  private static AddressPool pool(Subnet subnet, Map<Subnet, AddressPool> before) {
    AddressPool same = before.get(subnet);
    if (same != null) {
      return same;
    }
    IpRange cidr = IpRange.parse(subnet.cidr());
    IpRange range =
        subnet.allocationRange().isEmpty() ? cidr : IpRange.parse(subnet.allocationRange());
    if (!cidr.contains(range)) {
      throw new IllegalArgumentException(
          "allocation range " + range + " is not contained in " + cidr);
    }
    // Platforms say in many ways that there is none.
    return new AddressPool(cidr, IpAddress.parse(subnet.gateway()).orElse(null), range);
  }

  private static String family(boolean ipv6) {
    return ipv6 ? "IPv6" : "IPv4";
  }
}
