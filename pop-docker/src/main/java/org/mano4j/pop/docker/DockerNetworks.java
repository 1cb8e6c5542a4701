package org.mano4j.pop.docker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.Subnet;

/** The networks of the engine that containers may be attached to. Thread-safe. */
final class DockerNetworks {

  private final Engine engine;
  private final DockerPopConfig config;

  DockerNetworks(Engine engine, DockerPopConfig config) {
    this.engine = engine;
    this.config = config;
  }

  /** Makes the default network if it is not there. */
  void open(Labels labels) {
    if (all().stream().noneMatch(network -> network.name().equals(config.defaultNetwork()))) {
      create(
          NetworkConfig.of(config.defaultNetwork())
              .withSubnet(new Subnet("172.16.0.0/16", "172.16.0.1")),
          labels);
    }
  }

  List<Network> all() {
    return engine.call(
        "list networks",
        docker ->
            docker.listNetworksCmd().exec().stream()
                .filter(
                    network ->
                        network.getName().equals(config.defaultNetwork())
                            || config.networks().contains(network.getName())
                            || network.getLabels().containsKey(Labels.OWNER))
                .map(DockerNetworks::network)
                .toList());
  }

  Network create(NetworkConfig wanted, Labels labels) {
    List<com.github.dockerjava.api.model.Network.Ipam.Config> subnets = new ArrayList<>();
    for (Subnet subnet : wanted.subnets()) {
      var range =
          new com.github.dockerjava.api.model.Network.Ipam.Config().withSubnet(subnet.cidr());
      subnets.add(subnet.gateway().isEmpty() ? range : range.withGateway(subnet.gateway()));
    }
    Map<String, String> options = new HashMap<>();
    if (wanted.mtu() > 0) {
      options.put("com.docker.network.driver.mtu", Integer.toString(wanted.mtu()));
    }
    return engine.call(
        "make network '" + wanted.name() + "'",
        docker -> {
          String id =
              docker
                  .createNetworkCmd()
                  .withName(wanted.name())
                  .withDriver("bridge")
                  .withCheckDuplicate(true)
                  .withInternal(!wanted.external())
                  .withAttachable(true)
                  .withOptions(options)
                  .withLabels(labels.common())
                  .withIpam(new com.github.dockerjava.api.model.Network.Ipam().withConfig(subnets))
                  .exec()
                  .getId();
          return network(docker.inspectNetworkCmd().withNetworkId(id).exec());
        });
  }

  void delete(String id) {
    engine.call("remove network " + id, docker -> docker.removeNetworkCmd(id).exec());
  }

  private static Network network(com.github.dockerjava.api.model.Network network) {
    List<Subnet> subnets =
        Objects.requireNonNullElse(
                network.getIpam().getConfig(),
                List.<com.github.dockerjava.api.model.Network.Ipam.Config>of())
            .stream()
            .map(
                range ->
                    new Subnet(
                        range.getSubnet(), Objects.requireNonNullElse(range.getGateway(), "")))
            .toList();
    return new Network(
        network.getId(), network.getName(), !Boolean.TRUE.equals(network.getInternal()), subnets);
  }
}
