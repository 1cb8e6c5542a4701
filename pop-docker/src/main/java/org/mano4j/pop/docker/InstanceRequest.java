package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.LogConfig.LoggingType;
import com.github.dockerjava.api.model.RestartPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Ip;
import org.mano4j.pop.server.InstanceSpec;

/**
 * What is asked of the engine for one instance. Safe by default: no capability and no device but
 * the flavour's, no new privileges by setuid programs, no restart by the engine, limited output.
 */
record InstanceRequest(InstanceSpec spec, Map<String, String> labels, long logSize) {

  /** Longest label of a host name. The kernel takes 64 characters, the name system 63. */
  static final int LONGEST_HOST_NAME = 63;

  private static final int LOG_FILES = 2;
  private static final String NO_NEW_PRIVILEGES = "no-new-privileges";
  private static final String MAX_SIZE = "max-size";
  private static final String MAX_FILE = "max-file";

  /** The call that creates it from an image, attached to its first network. */
  CreateContainerCmd create(DockerClient docker, String image) {
    HostConfig host =
        FlavourLimits.on(HostConfig.newHostConfig(), spec.flavour())
            .withSecurityOpts(List.of(NO_NEW_PRIVILEGES))
            .withRestartPolicy(RestartPolicy.noRestart())
            .withLogConfig(
                new LogConfig(
                    LoggingType.JSON_FILE,
                    Map.of(
                        MAX_SIZE, Long.toString(logSize / LOG_FILES),
                        MAX_FILE, Integer.toString(LOG_FILES))));
    CreateContainerCmd create =
        docker
            .createContainerCmd(image)
            .withName(spec.name())
            .withHostName(hostName(spec.name()))
            .withEnv(
                spec.environment().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .toList())
            .withLabels(labels)
            .withHostConfig(host);
    first()
        .ifPresentOrElse(
            endpoint -> {
              host.withNetworkMode(network(endpoint));
              Optional.ofNullable(address(endpoint.ipv4())).ifPresent(create::withIpv4Address);
              Optional.ofNullable(address(endpoint.ipv6())).ifPresent(create::withIpv6Address);
            },
            () -> host.withNetworkMode("none"));
    return create;
  }

  /** Whether a container was asked for with what is the same for all that are asked for here. */
  static boolean isLike(HostConfig host) {
    LogConfig log = host.getLogConfig();
    Map<String, String> limits = log == null ? null : log.getConfig();
    List<String> security = host.getSecurityOpts();
    return security != null
        && security.contains(NO_NEW_PRIVILEGES)
        && limits != null
        && limits.containsKey(MAX_SIZE)
        && Integer.toString(LOG_FILES).equals(limits.get(MAX_FILE));
  }

  /** The networks that it is connected to after it was created: the engine takes one there. */
  List<Endpoint> further() {
    return spec.endpoints().values().stream().skip(1).toList();
  }

  /** How a further network is connected. */
  static ContainerNetwork attachment(Endpoint endpoint) {
    ContainerNetwork.Ipam addresses = new ContainerNetwork.Ipam();
    Optional.ofNullable(address(endpoint.ipv4())).ifPresent(addresses::withIpv4Address);
    Optional.ofNullable(address(endpoint.ipv6())).ifPresent(addresses::withIpv6Address);
    return new ContainerNetwork().withIpamConfig(addresses);
  }

  /** By id, since another network may have taken the name. */
  static String network(Endpoint endpoint) {
    return endpoint.networkId().isEmpty() ? endpoint.networkName() : endpoint.networkId();
  }

  /** A container's name may be longer than a host's: then the host's is its beginning. */
  static String hostName(String name) {
    return name.length() <= LONGEST_HOST_NAME
        ? name
        : name.substring(0, LONGEST_HOST_NAME).replaceFirst("[-_.]+$", "");
  }

  private Optional<Endpoint> first() {
    return spec.endpoints().values().stream().findFirst();
  }

  private static @Nullable String address(@Nullable Ip ip) {
    return ip == null || ip.address().isEmpty() ? null : ip.address();
  }
}
