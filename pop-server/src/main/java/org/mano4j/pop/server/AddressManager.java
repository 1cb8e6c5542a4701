package org.mano4j.pop.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.EndpointBuilder;
import org.mano4j.pop.Ip;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkUse;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives out the addresses of all networks of a Pop. Networks are known by name: one that was
 * removed and made anew behind the Pop's back has another id, but the containers on it are the
 * same. Thread-safe; never waits for I/O.
 */
final class AddressManager {

  private static final Logger LOG = LoggerFactory.getLogger(AddressManager.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, NetworkAddresses> networks = new HashMap<>();

  /** Networks that are there; of others only the addresses are remembered that are in use. */
  private Set<String> present = Set.of();

  /** Networks that are being deleted. */
  private final Set<String> closed = new HashSet<>();

  /** These are the networks from now on, and this is what they are like. */
  void networks(Collection<Network> now) {
    lock.lock();
    try {
      Set<String> names = new HashSet<>();
      for (Network network : now) {
        names.add(network.name());
        NetworkAddresses known = networks.get(network.name());
        if (known == null) {
          networks.put(network.name(), new NetworkAddresses(network));
        } else {
          known.update(network);
        }
      }
      present = names;
      networks.entrySet().removeIf(e -> !names.contains(e.getKey()) && e.getValue().inUse() == 0);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives out nothing of a network any more, unless addresses of it are in use.
   *
   * @return whether it is so
   */
  boolean close(String network) {
    lock.lock();
    try {
      NetworkAddresses known = networks.get(network);
      return (known == null || known.inUse() == 0) && closed.add(network);
    } finally {
      lock.unlock();
    }
  }

  /** Takes {@link #close} back. */
  void reopen(String network) {
    lock.lock();
    try {
      closed.remove(network);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reserves for each wish one address of each family that its network has, or nothing at all.
   *
   * @return an endpoint for each wish, in the same order, with network and addresses
   * @throws PopException with what is wrong with the first wish that cannot be met
   */
  List<Endpoint> reserve(List<Wish> wishes) {
    List<Endpoint> reserved = new ArrayList<>(wishes.size());
    lock.lock();
    try {
      for (Wish wish : wishes) {
        reserve(wish, reserved);
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
   * containers that were there before a restart. Those of a network that is not there are kept for
   * when it comes back.
   *
   * @throws PopException ALREADY_EXISTS, naming the address, if one belongs to somebody else;
   *     NOT_FOUND if a network is being deleted
   */
  void reclaim(Collection<Endpoint> endpoints) {
    List<Endpoint> reclaimed = new ArrayList<>();
    lock.lock();
    try {
      for (Endpoint endpoint : endpoints) {
        if (closed.contains(endpoint.networkName())) {
          throw deleted(endpoint.networkName());
        }
        addresses(endpoint).forEach(address -> reclaim(endpoint, address, reclaimed));
      }
    } catch (RuntimeException e) {
      reclaimed.forEach(this::giveBack);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes which addresses of a network belong to others than containers of this Pop, instead of
   * those before. They are not given out. One that a container has already is only logged.
   */
  void foreign(String network, Collection<String> texts) {
    List<IpAddress> addresses = new ArrayList<>(texts.size());
    for (String text : texts) {
      IpAddress.parse(text)
          .ifPresentOrElse(
              addresses::add,
              () -> LOG.warn("'{}', in use in network {}, is no address", text, network));
    }
    List<IpAddress> contested;
    lock.lock();
    try {
      NetworkAddresses known = networks.get(network);
      contested = known == null ? List.of() : known.foreign(addresses);
    } finally {
      lock.unlock();
    }
    if (!contested.isEmpty()) {
      LOG.warn(
          "addresses {} of network {} belong to containers of this Pop, but others use them too",
          contested,
          network);
    }
  }

  /** Whether some addresses of a network belong to others. */
  boolean hasForeign(String network) {
    lock.lock();
    try {
      NetworkAddresses known = networks.get(network);
      return known != null && known.hasForeign();
    } finally {
      lock.unlock();
    }
  }

  /** How many addresses are reserved. */
  long inUse() {
    lock.lock();
    try {
      return networks.values().stream().mapToLong(NetworkAddresses::inUse).sum();
    } finally {
      lock.unlock();
    }
  }

  /** How many addresses each network gives out, and how many of those are taken, by name. */
  List<NetworkUse> use() {
    lock.lock();
    try {
      return present.stream().sorted().map(name -> known(name).use()).toList();
    } finally {
      lock.unlock();
    }
  }

  private void reserve(Wish wish, List<Endpoint> reserved) {
    String name = wish.network().name();
    if (!isOpen(name)) {
      throw deleted(name);
    }
    NetworkAddresses network = known(name);
    Ip ipv4 = network.take(false, wish.ipv4());
    Endpoint endpoint = endpoint(wish.network(), ipv4, null);
    try {
      Ip ipv6 = network.take(true, wish.ipv6());
      if (ipv4 == null && ipv6 == null) {
        throw network.noSubnet();
      }
      reserved.add(endpoint.withIpv6(ipv6));
    } catch (RuntimeException e) {
      giveBack(endpoint);
      throw e;
    }
  }

  private void reclaim(Endpoint endpoint, IpAddress address, List<Endpoint> reclaimed) {
    networks
        .computeIfAbsent(
            endpoint.networkName(),
            name -> new NetworkAddresses(new Network(endpoint.networkId(), name, false, List.of())))
        .reclaim(address);
    Ip ip = Ip.of(address.toString());
    reclaimed.add(
        address.ipv6()
            ? endpoint.withIpv4(null).withIpv6(ip)
            : endpoint.withIpv4(ip).withIpv6(null));
  }

  private void giveBack(Endpoint endpoint) {
    NetworkAddresses network = networks.get(endpoint.networkName());
    if (network == null) {
      return;
    }
    addresses(endpoint)
        .forEach(
            address -> {
              try {
                network.release(address);
              } catch (IllegalStateException e) {
                LOG.warn("{} of network {}", e.getMessage(), endpoint.networkName());
              }
            });
  }

  private static PopException deleted(String network) {
    return new PopException(
        Code.NOT_FOUND,
        PopReason.NO_SUCH_NETWORK,
        "no network with name " + network + ": it was deleted meanwhile; use another one");
  }

  private boolean isOpen(String network) {
    return present.contains(network) && !closed.contains(network);
  }

  private NetworkAddresses known(String network) {
    return Objects.requireNonNull(networks.get(network), network);
  }

  private static Stream<IpAddress> addresses(Endpoint endpoint) {
    return Stream.of(Optional.ofNullable(endpoint.ipv4()), Optional.ofNullable(endpoint.ipv6()))
        .flatMap(Optional::stream)
        .map(ip -> IpAddress.parse(ip.address()))
        .flatMap(Optional::stream);
  }

  private static Endpoint endpoint(Network network, @Nullable Ip ipv4, @Nullable Ip ipv6) {
    return EndpointBuilder.builder()
        .networkId(network.id())
        .networkName(network.name())
        .ipv4(ipv4)
        .ipv6(ipv6)
        .build();
  }

  /**
   * What a container wants of a network.
   *
   * @param ipv4 the address it wants; empty for any
   * @param ipv6 the address it wants; empty for any
   */
  record Wish(Network network, String ipv4, String ipv6) {

    /** Any address, but for those that the endpoint has. */
    static Wish of(Network network, Endpoint endpoint) {
      return new Wish(network, text(endpoint.ipv4()), text(endpoint.ipv6()));
    }

    private static String text(@Nullable Ip ip) {
      return ip == null ? "" : ip.address();
    }
  }
}
