package org.mano4j.pop;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a container is made of. Begin with {@link #of}, then add networks: later versions may add
 * components. Pops of the first generation know only the first four.
 *
 * @param name unique in the Pop, {@code [a-zA-Z0-9][a-zA-Z0-9_.-]*}; empty lets the Pop make one up
 * @param imageId id or name of the image
 * @param flavourId id of a flavour; empty means the one without limits
 * @param endpoints by network name; none attaches the Pop's default network
 * @param metadata its environment
 * @param labels for its owner to find it again; the container does not see them
 * @param idempotencyKey makes it safe to repeat the Create: the same key and content gives the same
 *     container; empty for none
 */
@RecordBuilder
public record ContainerConfig(
    String name,
    String imageId,
    String flavourId,
    Map<String, Endpoint> endpoints,
    Map<String, String> metadata,
    Map<String, String> labels,
    String idempotencyKey)
    implements ContainerConfigBuilder.With {

  /** Copies the maps, takes absent text as empty. */
  public ContainerConfig {
    name = Objects.requireNonNullElse(name, "");
    imageId = Objects.requireNonNullElse(imageId, "");
    flavourId = Objects.requireNonNullElse(flavourId, "");
    endpoints = Copies.sorted(endpoints);
    metadata = Copies.sorted(metadata);
    labels = Copies.sorted(labels);
    idempotencyKey = Objects.requireNonNullElse(idempotencyKey, "");
  }

  /** A container of this name and image, on the Pop's default network. */
  public static ContainerConfig of(String name, String image) {
    return ContainerConfigBuilder.builder().name(name).imageId(image).build();
  }

  /** The same, also on this network, with any free address. */
  public ContainerConfig withNetwork(String networkName) {
    return withEndpoint(networkName, Endpoint.automatic());
  }

  /** The same, also on this network, with this IPv4 or IPv6 address. */
  public ContainerConfig withAddress(String networkName, String address) {
    return withEndpoint(networkName, Endpoint.fixed(address));
  }

  private ContainerConfig withEndpoint(String networkName, Endpoint endpoint) {
    Map<String, Endpoint> more = new TreeMap<>(endpoints);
    more.put(networkName, endpoint);
    return withEndpoints(more);
  }
}
