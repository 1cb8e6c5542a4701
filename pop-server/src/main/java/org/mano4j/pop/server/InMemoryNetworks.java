package org.mano4j.pop.server;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;

/** The networks of an {@link InMemoryPopBackend}. Thread-safe. */
final class InMemoryNetworks {

  private final List<Network> given;
  private final ConcurrentMap<String, Network> created = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, List<String>> foreignAddresses = new ConcurrentHashMap<>();

  /** With those that are there from the beginning. */
  InMemoryNetworks(List<Network> given) {
    this.given = List.copyOf(given);
  }

  List<Network> all() {
    return Stream.concat(
            given.stream(), created.values().stream().sorted(Comparator.comparing(Network::name)))
        .toList();
  }

  Network create(NetworkConfig config) {
    if (given.stream().anyMatch(network -> network.name().equals(config.name()))) {
      throw new PopException(
          PopException.Code.ALREADY_EXISTS,
          "network '" + config.name() + "' was there from the beginning");
    }
    return created.computeIfAbsent(
        config.name(),
        name ->
            new Network("net-" + name, name, config.external(), config.subnets(), config.mtu()));
  }

  void delete(String networkId) {
    created.values().removeIf(network -> network.id().equals(networkId));
  }

  void setForeignAddresses(String network, Collection<String> addresses) {
    foreignAddresses.put(network, List.copyOf(addresses));
  }

  List<String> foreignAddresses(String network) {
    return foreignAddresses.getOrDefault(network, List.of());
  }
}
