package org.mano4j.pop.server;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;

/**
 * What a {@link PopBackend} is to run. Later versions may add components: build one, if at all,
 * with {@code InstanceSpecBuilder}.
 *
 * @param id of the instance: the same in every call about it, never used for another one. In the
 *     first life of a container it is the container's id
 * @param containerId id of the container, for people who look at the platform
 * @param name the container's name, unique among running instances; also its host name
 * @param image the image, as {@link PopBackend#image} gave it
 * @param flavour the limits to run under
 * @param environment the container's metadata, ordered by key
 * @param endpoints by network name: network id and name, and the addresses to use, one of each
 *     family that the network has
 */
@RecordBuilder
public record InstanceSpec(
    String id,
    String containerId,
    String name,
    Image image,
    Flavour flavour,
    Map<String, String> environment,
    Map<String, Endpoint> endpoints)
    implements InstanceSpecBuilder.With {

  /** Copies the maps. */
  public InstanceSpec {
    Objects.requireNonNull(id, "id");
    containerId = Objects.requireNonNullElse(containerId, id);
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(flavour, "flavour");
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    endpoints = Collections.unmodifiableMap(new TreeMap<>(endpoints));
  }
}
