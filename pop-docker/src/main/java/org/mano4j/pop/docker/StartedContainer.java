package org.mano4j.pop.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import inet.ipaddr.IPAddressString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Ip;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.StartedInstance;

/** What the engine's inspection says of an instance that was just started. */
final class StartedContainer {

  private StartedContainer() {}

  /**
   * Reads it, and sees to it that the addresses are those that were asked for.
   *
   * @throws PopException if an address is another one: the Pop would tell callers a wrong one
   */
  static StartedInstance of(
      InstanceSpec spec,
      InspectContainerResponse running,
      String @Nullable [] warnings,
      Duration created) {
    List<String> command = new ArrayList<>();
    command.add(running.getPath());
    command.addAll(Arrays.asList(Objects.requireNonNullElse(running.getArgs(), new String[0])));
    boolean runs = Boolean.TRUE.equals(running.getState().getRunning());
    Map<String, Endpoint> endpoints = new HashMap<>();
    spec.endpoints()
        .forEach(
            (key, wanted) -> {
              ContainerNetwork found = attachment(running, wanted);
              // One that has ended already has left its networks.
              if (runs) {
                endpoints.put(key, endpoint(spec, wanted, found));
              }
            });
    return new StartedInstance(command, endpoints, created, remark(running, warnings));
  }

  private static String remark(InspectContainerResponse running, String @Nullable [] warnings) {
    String warned =
        warnings == null || warnings.length == 0
            ? ""
            : "warnings from container instantiation: " + Arrays.toString(warnings);
    return Stream.of(warned, WantedVariables.remark(running.getConfig()))
        .filter(remark -> !remark.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static @Nullable ContainerNetwork attachment(
      InspectContainerResponse running, Endpoint wanted) {
    Map<String, ContainerNetwork> networks = running.getNetworkSettings().getNetworks();
    return networks.values().stream()
        .filter(network -> wanted.networkId().equals(network.getNetworkID()))
        .findFirst()
        .orElseGet(() -> networks.get(wanted.networkName()));
  }

  private static Endpoint endpoint(
      InstanceSpec spec, Endpoint wanted, @Nullable ContainerNetwork found) {
    if (found == null) {
      throw other(spec, wanted, "it is not attached to it");
    }
    check(spec, wanted, wanted.ipv4(), found.getIpAddress());
    check(spec, wanted, wanted.ipv6(), found.getGlobalIPv6Address());
    return wanted
        .withEndpointId(found.getEndpointId())
        .withMac(Objects.requireNonNullElse(found.getMacAddress(), ""));
  }

  private static void check(
      InstanceSpec spec, Endpoint wanted, @Nullable Ip ip, @Nullable String found) {
    if (ip != null && !ip.address().isEmpty() && !same(ip.address(), found)) {
      throw other(spec, wanted, "its address there is '" + found + "', not " + ip.address());
    }
  }

  /** IPv6 has several ways to write one address. */
  private static boolean same(String wanted, @Nullable String found) {
    return found != null && new IPAddressString(wanted).equals(new IPAddressString(found));
  }

  private static PopException other(InstanceSpec spec, Endpoint wanted, String what) {
    return new PopException(
        Code.FAILED_PRECONDITION,
        PopReason.PLATFORM_FAILED,
        "cannot start '"
            + spec.name()
            + "' on network '"
            + wanted.networkName()
            + "': "
            + what
            + "; somebody has changed the network or the container; reset the container and start it"
            + " again");
  }
}
