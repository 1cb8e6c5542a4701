package org.mano4j.pop.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Container;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The networks that callers make and remove. One at a time, so that no two take the same name or
 * subnet; no other call waits for them. Thread-safe.
 */
final class CreatedNetworks {

  /** One lane for all of them. */
  private static final String ALL = "networks";

  /** How many subnets are tried for a network: each may take the platform a while. */
  private static final int MAX_ATTEMPTS = 64;

  private static final Logger LOG = LoggerFactory.getLogger(CreatedNetworks.class);

  private final Platform platform;
  private final PopStore store;
  private final AddressManager addresses;
  private final NetworkCatalog catalog;
  private final List<SubnetPool> pools;
  private final String defaultNetwork;
  private final Lanes lanes;

  /** Names of networks that could not be made again: said once of each. */
  private final Set<String> notRestored = ConcurrentHashMap.newKeySet();

  CreatedNetworks(
      Platform platform,
      PopStore store,
      AddressManager addresses,
      NetworkCatalog catalog,
      List<SubnetPool> pools,
      String defaultNetwork,
      Executor executor) {
    this.platform = platform;
    this.store = store;
    this.addresses = addresses;
    this.catalog = catalog;
    this.pools = pools;
    this.defaultNetwork = defaultNetwork;
    this.lanes = new Lanes(executor);
  }

  /**
   * Makes again what the platform has lost, with the same subnets, so that containers keep their
   * addresses. At the start, and whenever the platform was asked for its networks.
   */
  void restore() {
    for (Network lost : List.copyOf(store.networks())) {
      if (catalog.known().stream().anyMatch(network -> network.name().equals(lost.name()))) {
        notRestored.remove(lost.name());
        continue;
      }
      try {
        make(new NetworkConfig(lost.name(), lost.external(), lost.subnets(), lost.mtu()));
        notRestored.remove(lost.name());
        LOG.warn("network {} was gone from the platform and is made again", lost.name());
      } catch (PopException e) {
        if (notRestored.add(lost.name())) {
          LOG.error(
              "network {} is gone from the platform and cannot be made again: {}; tried again from"
                  + " time to time, delete it if it is not needed",
              lost.name(),
              e.text());
        }
      }
    }
  }

  /** The same while calls are answered, in turn with what callers make and remove. */
  void restoreLater() {
    lanes
        .call(
            ALL,
            () -> {
              restore();
              return ALL;
            })
        .exceptionally(
            e -> {
              LOG.warn("networks that are gone from the platform are not made again now", e);
              return ALL;
            });
  }

  /** Makes a network, or finds the one of this name and content that was made so before. */
  CompletableFuture<Network> create(NetworkConfig config) {
    NetworkConfig normal = NetworkRules.normal(config);
    return lanes.call(
        ALL,
        () -> {
          platform.need(BackendCapability.NETWORKS);
          catalog.refresh();
          Network there = find(network -> network.name().equals(normal.name()));
          return there == null ? createNew(normal) : same(normal, there);
        });
  }

  /** Removes a network that was made by {@link #create}, and that no container needs. */
  CompletableFuture<Void> delete(Filter filter) {
    Filters.checkSingle("network", filter);
    return lanes.call(
        ALL,
        () -> {
          platform.need(BackendCapability.NETWORKS);
          delete(found(filter));
          return null;
        });
  }

  private Network createNew(NetworkConfig config) {
    if (config.subnets().isEmpty()) {
      return makeWithFreeSubnet(config);
    }
    NetworkRules.checkFree(config, all());
    return make(config);
  }

  /** A platform may find out only when it makes the network that somebody uses the subnet. */
  private Network makeWithFreeSubnet(NetworkConfig config) {
    List<String> taken = new ArrayList<>(platform.takenSubnets());
    for (int attempt = 1; ; attempt++) {
      NetworkConfig candidate = NetworkRules.withFreeSubnet(config, pools, all(), taken);
      try {
        return make(candidate);
      } catch (PopException e) {
        if (!e.reason().equals(PopReason.SUBNET_TAKEN) || attempt == MAX_ATTEMPTS) {
          throw e;
        }
        candidate.subnets().forEach(subnet -> taken.add(subnet.cidr()));
      }
    }
  }

  private Network same(NetworkConfig asked, Network there) {
    NetworkRules.difference(asked, there)
        .ifPresent(
            difference -> {
              throw nameTaken(there, difference);
            });
    if (isMade(there)) {
      return there;
    }
    // Perhaps a Pop made it and crashed before it could note that; the platform knows.
    NetworkConfig config =
        new NetworkConfig(there.name(), there.external(), there.subnets(), there.mtu());
    try {
      return make(config);
    } catch (PopException e) {
      throw e.code() == Code.ALREADY_EXISTS
          ? nameTaken(there, "it was not made by CreateNetwork")
          : e;
    }
  }

  private Network make(NetworkConfig config) {
    Network made = NetworkRules.withRanges(platform.createNetwork(config), config.subnets());
    if (config.mtu() != 0) {
      made = made.withMtu(config.mtu());
    }
    for (Network old : List.copyOf(store.networks())) {
      if (old.name().equals(made.name()) && !old.id().equals(made.id())) {
        store.deleteNetwork(old.id());
      }
    }
    store.saveNetwork(made);
    catalog.added(made);
    return made;
  }

  private void delete(Network network) {
    String name = network.name();
    if (name.equals(defaultNetwork)) {
      throw inUse(name, "it is the network of containers that ask for none");
    }
    if (!isMade(network)) {
      throw new PopException(
          Code.FAILED_PRECONDITION,
          PopReason.FOREIGN_NETWORK,
          "network '"
              + name
              + "' was not made by CreateNetwork, so this Pop does not delete it; remove it on the"
              + " platform");
    }
    if (!addresses.close(name)) {
      throw inUse(name, user(name) + "; delete what is attached to it first");
    }
    try {
      platform.deleteNetwork(network.id());
      catalog.removed(name);
      store.deleteNetwork(network.id());
    } finally {
      addresses.reopen(name);
    }
  }

  private Network found(Filter filter) {
    Predicate<Network> meant = Filters.matching(filter, Network::id, Network::name);
    Network network = find(meant);
    if (network == null) {
      catalog.refresh();
      network = find(meant);
    }
    if (network == null) {
      throw Filters.notFound("network", filter);
    }
    return network;
  }

  private @Nullable Network find(Predicate<Network> meant) {
    return all().stream().filter(meant).findFirst().orElse(null);
  }

  /** With those that the platform has lost, but that are still to be deleted. */
  private List<Network> all() {
    List<Network> all = new ArrayList<>(catalog.known());
    for (Network made : store.networks()) {
      if (all.stream().noneMatch(network -> network.name().equals(made.name()))) {
        all.add(made);
      }
    }
    return all;
  }

  private boolean isMade(Network network) {
    return store.networks().stream().anyMatch(made -> made.id().equals(network.id()));
  }

  private String user(String network) {
    return store.all().stream()
        .filter(ContainerRecord::holdsAddresses)
        .map(ContainerRecord::container)
        .filter(container -> container.endpoints().containsKey(network))
        .findFirst()
        .map(Container::name)
        .map(name -> "container '" + name + "' has an address there")
        .orElse("a container that is being created or deleted has an address there");
  }

  private static PopException inUse(String network, String why) {
    return new PopException(
        Code.FAILED_PRECONDITION,
        PopReason.NETWORK_IN_USE,
        "network '" + network + "' cannot be deleted: " + why);
  }

  private static PopException nameTaken(Network there, String why) {
    return new PopException(
        Code.ALREADY_EXISTS,
        PopReason.NAME_TAKEN,
        "network name " + there.name() + " already taken: " + why + "; choose another name");
  }
}
