package org.mano4j.pop.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkUse;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The networks of a Pop, as the platform told last. Asked again at every list, for names that are
 * not known, and from time to time; not for containers on networks that are known, so that those
 * neither wait for the platform nor fail with it. Thread-safe.
 */
final class NetworkCatalog {

  private static final Logger LOG = LoggerFactory.getLogger(NetworkCatalog.class);

  /** How often a full network is asked for addresses that others have left, at most. */
  private static final long REREAD_NANOS = Duration.ofSeconds(1).toNanos();

  private final Platform platform;
  private final PopStore store;
  private final AddressManager addresses;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Long> reread = new HashMap<>();
  private volatile Map<String, Network> known = Map.of();

  /** Questions to the platform, by order: an answer to an older one comes too late. */
  private long asked;

  private long answered;

  NetworkCatalog(Platform platform, PopStore store, AddressManager addresses) {
    this.platform = platform;
    this.store = store;
    this.addresses = addresses;
  }

  /** All networks, as the platform tells now. */
  List<Network> all() {
    refresh();
    return List.copyOf(known.values());
  }

  /** All networks, as far as known. Never waits. */
  Collection<Network> known() {
    return known.values();
  }

  /** The id of a network; empty if it is not known. Never waits. */
  Optional<String> knownId(String name) {
    return Optional.ofNullable(known.get(name)).map(Network::id);
  }

  /**
   * The network of this name. Waits for the platform only if it is not known.
   *
   * @throws PopException NOT_FOUND if there is none
   */
  Network named(String name) {
    Network network = known.get(name);
    if (network == null) {
      refresh();
      network = known.get(name);
    }
    if (network == null) {
      throw new PopException(
          Code.NOT_FOUND,
          PopReason.NO_SUCH_NETWORK,
          "no network with name " + name + "; this Pop has " + known.keySet());
    }
    return network;
  }

  /**
   * Reserves addresses for a container, or none at all.
   *
   * @param wanted by network name
   * @return endpoints by network name
   */
  Map<String, Endpoint> reserve(Map<String, Endpoint> wanted) {
    List<AddressManager.Wish> wishes = new ArrayList<>(wanted.size());
    wanted.forEach((name, endpoint) -> wishes.add(AddressManager.Wish.of(named(name), endpoint)));
    List<Endpoint> reserved;
    try {
      reserved = addresses.reserve(wishes);
    } catch (PopException e) {
      if (!mayHelp(e, wanted.keySet())) {
        throw e;
      }
      wanted.keySet().forEach(name -> foreign(named(name)).ifPresent(f -> note(name, f)));
      reserved = addresses.reserve(wishes);
    }
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    reserved.forEach(endpoint -> endpoints.put(endpoint.networkName(), endpoint));
    return endpoints;
  }

  /** How many addresses each network has for containers, and how many are used. Never waits. */
  List<NetworkUse> use() {
    return addresses.use();
  }

  /**
   * Asks the platform for its networks. At the start, before containers of before get their
   * addresses back; what others have of those is only of interest afterwards ({@link #refreshAll}).
   */
  void open() {
    refresh(network -> false);
  }

  /** Asks the platform for its networks, and for addresses that others have in new subnets. */
  void refresh() {
    refresh(this::isNews);
  }

  /** The same with the addresses that others have in any of them. */
  void refreshAll() {
    refresh(network -> true);
  }

  /** A network was made. */
  void added(Network network) {
    change(now -> now.put(network.name(), network));
  }

  /** A network was removed. */
  void removed(String name) {
    change(now -> now.remove(name));
  }

  private void refresh(Predicate<Network> withForeign) {
    long turn = locked(() -> ++asked);
    Map<String, Network> now = listed();
    Map<String, List<String>> foreign = new HashMap<>();
    for (Network network : now.values()) {
      if (withForeign.test(network)) {
        foreign(network).ifPresent(found -> foreign.put(network.name(), found));
      }
    }
    locked(
        () -> {
          if (turn > answered) {
            answered = turn;
            publish(now);
            foreign.forEach(addresses::foreign);
          }
          return turn;
        });
  }

  private boolean isNews(Network network) {
    Network before = known.get(network.name());
    return before == null || !before.subnets().equals(network.subnets());
  }

  private Map<String, Network> listed() {
    Map<String, Network> made = new HashMap<>();
    store.networks().forEach(network -> made.put(network.name(), network));
    Map<String, Network> now = new LinkedHashMap<>();
    for (Network network : platform.networks()) {
      Network before =
          now.putIfAbsent(network.name(), completed(network, made.get(network.name())));
      if (before != null) {
        LOG.warn(
            "the platform has two networks '{}'; {} is used, {} is not",
            network.name(),
            before.id(),
            network.id());
      }
    }
    return now;
  }

  /** With what a caller has asked for and the platform has no place for. */
  private static Network completed(Network network, @Nullable Network made) {
    if (made == null) {
      return network;
    }
    return NetworkRules.withRanges(network, made.subnets())
        .withMtu(network.mtu() == 0 ? made.mtu() : network.mtu());
  }

  private Optional<List<String>> foreign(Network network) {
    try {
      return Optional.of(platform.foreignAddresses(network));
    } catch (PopException e) {
      LOG.warn(
          "cannot find out which addresses of network {} others have: {}; those of before are"
              + " left to them",
          network.name(),
          e.text());
      return Optional.empty();
    }
  }

  private void note(String network, List<String> foreign) {
    addresses.foreign(network, foreign);
  }

  /** Whether others may have left addresses that are missing here. */
  private boolean mayHelp(PopException refusal, Collection<String> names) {
    if (!refusal.reason().equals(PopReason.NO_ADDRESS_LEFT)
        || names.stream().noneMatch(addresses::hasForeign)) {
      return false;
    }
    long now = System.nanoTime();
    return locked(
        () -> {
          reread.values().removeIf(last -> now - last >= REREAD_NANOS);
          boolean due = !reread.keySet().containsAll(names);
          names.forEach(name -> reread.putIfAbsent(name, now));
          return due;
        });
  }

  private void change(Consumer<Map<String, Network>> change) {
    locked(
        () -> {
          Map<String, Network> now = new LinkedHashMap<>(known);
          change.accept(now);
          answered = ++asked;
          publish(now);
          return now;
        });
  }

  private void publish(Map<String, Network> now) {
    known = Collections.unmodifiableMap(now);
    addresses.networks(now.values());
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
