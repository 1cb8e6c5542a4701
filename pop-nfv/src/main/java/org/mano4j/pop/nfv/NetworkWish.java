package org.mano4j.pop.nfv;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.DockerNetwork;
import org.mano4j.catalogue.vim.Network;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.Subnet;

/**
 * What a network is to be made of. Only a network of a VIM of an openstack or docker type tells its
 * addresses; for any other, an NFVO sends the name alone, and the Pop picks a subnet. For docker,
 * options come as metadata of the VLD.
 */
final class NetworkWish {

  private static final String EXTERNAL = "external";
  private static final String MTU = "mtu";
  private static final String GATEWAY = "gateway";

  /** The name that Docker has for it. */
  private static final String DOCKER_MTU = "com.docker.network.driver.mtu";

  private NetworkWish() {}

  /**
   * The network in the words of a Pop.
   *
   * @throws VimDriverException if it has no name, or an option has no meaning
   */
  static NetworkConfig of(VimInstance vim, VimNetwork network, Notices notices) {
    String name = Objects.requireNonNullElse(network.name(), "");
    if (name.isBlank()) {
      throw new VimDriverException(
          "a network without a name cannot be made on the Pop of "
              + VimText.of(vim)
              + "; name the virtual link");
    }
    NetworkConfig config = NetworkConfig.of(name);
    if (network instanceof Network openstack) {
      if (openstack.subnets().stream().anyMatch(subnet -> !subnet.dns().isEmpty())) {
        notices.ofNetwork(vim, "dns", "a Pop gives containers no name servers; dns means nothing");
      }
      return config
          .withExternal(Boolean.TRUE.equals(openstack.external()))
          .withSubnets(
              openstack.subnets().stream().flatMap(s -> subnet(s.cidr(), s.gatewayIp())).toList());
    }
    if (network instanceof DockerNetwork docker) {
      return ofDocker(vim, docker, config, notices);
    }
    return config;
  }

  private static NetworkConfig ofDocker(
      VimInstance vim, DockerNetwork network, NetworkConfig config, Notices notices) {
    Map<String, String> options = network.metadata();
    TreeSet<String> unknown = new TreeSet<>(options.keySet());
    unknown.removeAll(List.of(EXTERNAL, MTU, DOCKER_MTU, GATEWAY));
    if (!unknown.isEmpty()) {
      notices.ofNetwork(
          vim,
          "options " + unknown,
          "the options "
              + unknown
              + " of network '"
              + config.name()
              + "' mean nothing to a Pop, which knows external, gateway and mtu");
    }
    String gateway = network.gateway();
    String mtu = options.getOrDefault(MTU, options.get(DOCKER_MTU));
    return config
        .withExternal(external(config.name(), options.get(EXTERNAL)))
        .withMtu(mtu(config.name(), mtu))
        .withSubnets(
            subnet(
                    network.subnet(),
                    gateway == null || gateway.isBlank() ? options.get(GATEWAY) : gateway)
                .toList());
  }

  private static boolean external(String network, @Nullable String text) {
    return switch (Objects.requireNonNullElse(text, "false").strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(network, EXTERNAL, text, "true or false");
    };
  }

  private static int mtu(String network, @Nullable String text) {
    try {
      return text == null ? 0 : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw wrong(network, MTU, text, "a number of bytes");
    }
  }

  private static VimDriverException wrong(
      String network, String option, @Nullable String text, String right) {
    return new VimDriverException(
        "network '"
            + network
            + "' is not made: its option "
            + option
            + " is '"
            + text
            + "', but must be "
            + right
            + "; change the metadata of the VLD");
  }

  private static Stream<Subnet> subnet(@Nullable String cidr, @Nullable String gateway) {
    return cidr == null || cidr.isBlank()
        ? Stream.empty()
        : Stream.of(new Subnet(cidr.strip(), Objects.requireNonNullElse(gateway, "").strip()));
  }
}
