package org.mano4j.pop.nfv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.EndpointBuilder;
import org.mano4j.pop.Ip;

/**
 * What a container is to be made anew as, beyond what the container that holds the plan has itself
 * (flavour, metadata, other labels). It is kept on the Pop, as a mark, while there is no container
 * of that name.
 *
 * @param server the id by which an NFVO knows the server
 * @param name its name
 * @param owner the mark of the VIM instance it was launched for; "" if it has none
 * @param addresses by the name of the network
 */
record RebuildPlan(String server, String name, String owner, Map<String, List<String>> addresses) {

  /** Refuses absent parts. */
  RebuildPlan {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(addresses, "addresses");
  }

  /** Of a container as it is. */
  static RebuildPlan of(Container container) {
    Map<String, List<String>> addresses = new LinkedHashMap<>();
    container
        .endpoints()
        .forEach((network, endpoint) -> addresses.put(network, addresses(endpoint)));
    return new RebuildPlan(
        Marks.serverId(container),
        container.name(),
        Marks.of(container, Ownership.LABEL).orElse(""),
        addresses);
  }

  /** Of a container that holds one. */
  static Optional<RebuildPlan> heldBy(Container container) {
    return Marks.of(container, Marks.REBUILD)
        .flatMap(RebuildPlan::parse)
        .filter(plan -> holderOf(plan.server()).equals(container.name()));
  }

  private static Optional<RebuildPlan> parse(String json) {
    try {
      return Optional.of(
          CatalogueJson.read(json.getBytes(StandardCharsets.UTF_8), RebuildPlan.class));
    } catch (CatalogueException e) {
      return Optional.empty();
    }
  }

  /** The name of the container that holds the plan for a server. */
  static String holderOf(String server) {
    return "rebuild-of-" + server;
  }

  /** As a mark. Nobody reaches its holder through a mgmt door, so it has the owner inside. */
  Map<String, String> mark() {
    return Map.of(Marks.REBUILD, new String(CatalogueJson.write(this), StandardCharsets.UTF_8));
  }

  /** The marks of the new container. */
  Map<String, String> marks() {
    return owner.isEmpty()
        ? Map.of(Marks.SERVER, server)
        : Map.of(Marks.SERVER, server, Ownership.LABEL, owner);
  }

  /** A container of another image with all that is the same for it and the holder of its plan. */
  static ContainerConfig common(String name, Container container, String image) {
    Map<String, String> labels = new LinkedHashMap<>(container.labels());
    labels.keySet().removeAll(List.of(Marks.SERVER, Marks.REBUILD, Ownership.LABEL));
    return ContainerConfig.of(name, image)
        .with()
        .flavourId(container.flavourId())
        .metadata(Marks.environment(container))
        .labels(labels)
        .build();
  }

  /** The container that this is the plan for. */
  ContainerConfig config(Container holder, String image) {
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    addresses.forEach((network, ips) -> endpoints.put(network, endpoint(ips)));
    return common(name, holder, image).withEndpoints(endpoints);
  }

  private static Endpoint endpoint(List<String> ips) {
    return EndpointBuilder.builder().ipv4(ip(ips, false)).ipv6(ip(ips, true)).build();
  }

  private static @Nullable Ip ip(List<String> ips, boolean six) {
    return ips.stream()
        .filter(address -> address.contains(":") == six)
        .findFirst()
        .map(Ip::of)
        .orElse(null);
  }

  /** An address without subnet was the platform's, which gives another one. */
  private static List<String> addresses(Endpoint endpoint) {
    List<String> addresses = new ArrayList<>();
    Stream.ofNullable(endpoint.ipv4()).map(Ip::address).forEach(addresses::add);
    Stream.ofNullable(endpoint.ipv6())
        .filter(ip -> ip.subnet() != null)
        .map(Ip::address)
        .forEach(addresses::add);
    addresses.removeIf(String::isEmpty);
    return addresses;
  }
}
