package org.mano4j.pop.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.EndpointBuilder;
import org.mano4j.pop.Ip;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.Subnet;

/** Gives out the addresses of all networks of a Pop. Thread-safe; never waits for I/O. */
final class AddressManager {

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<PoolId, AddressPool> pools = new HashMap<>();

  /**
   * Reserves one address for each wish, or none at all.
   *
   * @return an endpoint for each wish, in the same order, with network and address
   * @throws PopException with what is wrong with the first wish that cannot be met
   */
  List<Endpoint> reserve(List<Wish> wishes) {
    List<Endpoint> reserved = new ArrayList<>(wishes.size());
    lock.lock();
    try {
      for (Wish wish : wishes) {
        reserved.add(wish.address().isEmpty() ? any(wish.network()) : fixed(wish));
      }
    } catch (RuntimeException e) {
      reserved.forEach(this::giveBack);
      throw e;
    } finally {
      lock.unlock();
    }
    return reserved;
  }

  /** Gives the addresses of these endpoints back. The caller does so exactly once. */
  void release(Collection<Endpoint> endpoints) {
    lock.lock();
    try {
      endpoints.forEach(this::giveBack);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes exactly the addresses of these endpoints, or none at all: for a new life, and for
   * containers that were there before a restart. Endpoints of networks that are not there are left
   * out.
   *
   * @throws PopException ALREADY_EXISTS, naming the address, if one belongs to somebody else
   */
  void reclaim(Collection<Endpoint> endpoints) {
    List<Endpoint> reclaimed = new ArrayList<>(endpoints.size());
    lock.lock();
    try {
      for (Endpoint endpoint : endpoints) {
        Ip ip = endpoint.ipv4();
        if (ip == null || ip.subnet() == null) {
          continue;
        }
        AddressPool pool = pool(endpoint.networkId(), ip.subnet());
        long address = Ipv4Range.address(ip.address()).orElseThrow();
        if (!pool.isFree(address)) {
          throw new PopException(
              Code.ALREADY_EXISTS,
              PopReason.ADDRESS_TAKEN,
              "ip is not available: "
                  + ip.address()
                  + " of network '"
                  + endpoint.networkName()
                  + "' is in use");
        }
        pool.take(address);
        reclaimed.add(endpoint);
      }
    } catch (RuntimeException e) {
      reclaimed.forEach(this::giveBack);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** How many addresses are reserved. */
  long inUse() {
    lock.lock();
    try {
      return pools.values().stream().mapToLong(AddressPool::inUse).sum();
    } finally {
      lock.unlock();
    }
  }

  private Endpoint any(Network network) {
    List<Subnet> subnets = ipv4Subnets(network);
    for (Subnet subnet : subnets) {
      OptionalLong address = pool(network, subnet).take();
      if (address.isPresent()) {
        return endpoint(network, subnet, address.getAsLong());
      }
    }
    throw new PopException(
        Code.RESOURCE_EXHAUSTED,
        "no more IP available for this network: all addresses of '"
            + network.name()
            + "' are in use; delete containers on it");
  }

  private Endpoint fixed(Wish wish) {
    Network network = wish.network();
    String text = wish.address();
    long address =
        Ipv4Range.address(text)
            .orElseThrow(() -> refused(wish, "'" + text + "' is not an IPv4 address"));
    List<Subnet> subnets = ipv4Subnets(network);
    for (Subnet subnet : subnets) {
      AddressPool pool = pool(network, subnet);
      if (!pool.range().contains(address)) {
        continue;
      }
      if (!pool.isForHosts(address)) {
        String what = pool.isGateway(address) ? "the gateway" : "the network or broadcast address";
        throw refused(wish, text + " is " + what + " of " + subnet.cidr());
      }
      if (!pool.isFree(address)) {
        throw new PopException(
            Code.ALREADY_EXISTS,
            "ip is not available: " + text + " of network '" + network.name() + "' is in use");
      }
      pool.take(address);
      return endpoint(network, subnet, address);
    }
    throw refused(wish, text + " is not contained in " + subnets.get(0).cidr());
  }

  private static PopException refused(Wish wish, String why) {
    return new PopException(
        Code.INVALID_ARGUMENT,
        why + " (endpoints[\"" + wish.network().name() + "\"].ipv4.address)");
  }

  private static List<Subnet> ipv4Subnets(Network network) {
    List<Subnet> subnets =
        network.subnets().stream().filter(subnet -> !subnet.cidr().contains(":")).toList();
    if (subnets.isEmpty()) {
      throw new PopException(
          Code.FAILED_PRECONDITION,
          "network '" + network.name() + "' has no IPv4 subnet to take an address from");
    }
    return subnets;
  }

  private AddressPool pool(Network network, Subnet subnet) {
    return pool(network.id(), subnet);
  }

  private AddressPool pool(String networkId, Subnet subnet) {
    return pools.computeIfAbsent(
        new PoolId(networkId, subnet.cidr()),
        id ->
            new AddressPool(
                Ipv4Range.parse(id.cidr()), Ipv4Range.address(subnet.gateway()).orElse(-1)));
  }

  private static Endpoint endpoint(Network network, Subnet subnet, long address) {
    return EndpointBuilder.builder()
        .networkId(network.id())
        .networkName(network.name())
        .ipv4(new Ip(Ipv4Range.text(address), subnet))
        .build();
  }

  private void giveBack(Endpoint endpoint) {
    Ip ip = Objects.requireNonNull(endpoint.ipv4(), "ipv4");
    Subnet subnet = Objects.requireNonNull(ip.subnet(), "subnet");
    AddressPool pool =
        Objects.requireNonNull(
            pools.get(new PoolId(endpoint.networkId(), subnet.cidr())), "pool of " + endpoint);
    pool.release(Ipv4Range.address(ip.address()).orElseThrow());
  }

  /**
   * What a container wants of a network.
   *
   * @param address the one it wants; empty for any
   */
  record Wish(Network network, String address) {}

  private record PoolId(String networkId, String cidr) {}
}
