package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network.ContainerNetworkConfig;
import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Addresses in a network that are not those of this Pop's instances. Thread-safe. */
final class ForeignAddresses {

  /** Of one range of the engine's own: enough for the engines of a Swarm. */
  private static final int MOST_OF_A_RANGE = 1024;

  private final Engine engine;
  private final OwnLabels own;

  ForeignAddresses(Engine engine, String owner) {
    this.engine = engine;
    this.own = new OwnLabels(owner);
  }

  /** Of a network by its id; none if it is gone. */
  List<String> of(String networkId, String name) {
    return engine.call(
        "find who has addresses in network '" + name + "'",
        docker -> {
          try {
            EngineNetwork network = DockerNetworks.inspect(docker, networkId);
            List<String> addresses = new ArrayList<>(network.auxiliary());
            if (network.isOverlay()) {
              network.enginesRanges().forEach(range -> addresses.addAll(all(range)));
            }
            addresses.addAll(attached(docker, network));
            return addresses;
          } catch (NotFoundException e) {
            return List.of();
          }
        });
  }

  /**
   * The containers are asked for after the network: one that has ended in between is nobody's any
   * more, and one that has begun is known by its label.
   */
  private List<String> attached(DockerClient docker, EngineNetwork network) {
    Map<String, ContainerNetworkConfig> attached = network.attached();
    if (attached.isEmpty()) {
      return List.of();
    }
    Map<String, Boolean> ours =
        docker
            .listContainersCmd()
            .withShowAll(true)
            .withNetworkFilter(List.of(network.id()))
            .exec()
            .stream()
            .collect(Collectors.toMap(Container::getId, found -> own.isOwn(docker, found)));
    return attached.entrySet().stream()
        .filter(entry -> isForeign(entry.getKey(), ours.get(entry.getKey())))
        .flatMap(entry -> addresses(entry.getValue()))
        .toList();
  }

  /** What is no container, such as a Swarm's endpoint, is known by a key that is no id. */
  private static boolean isForeign(String key, @Nullable Boolean ours) {
    return ours == null ? !key.matches("[0-9a-f]{64}") : !ours;
  }

  private static Stream<String> addresses(ContainerNetworkConfig endpoint) {
    return Stream.of(text(endpoint.getIpv4Address()), text(endpoint.getIpv6Address()))
        .map(address -> address.replaceFirst("/.*", ""))
        .filter(address -> !address.isEmpty());
  }

  private static List<String> all(String range) {
    List<String> all = new ArrayList<>();
    Ranges.block(range)
        .ifPresent(
            block -> {
              IPAddress address = block.getLower().withoutPrefixLength();
              for (int i = 0; i < MOST_OF_A_RANGE && block.contains(address); i++) {
                all.add(address.toCanonicalString());
                address = address.increment(1);
              }
            });
    return all;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
