package org.mano4j.pop.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Endpoint;

/**
 * What a {@link PopBackend} tells of an instance that it has started.
 *
 * @param command the words of the command that runs in it; may be empty
 * @param endpoints by network name, what the platform adds to the endpoints asked for: endpoint id,
 *     hardware address, IPv6 address. The rest is not looked at, and networks may be missing
 * @param created how long the platform took to make the instance, before it began to run it; null
 *     if it does not tell the two apart
 * @param remark what there is to say of it although it runs, such as warnings of the platform; see
 *     {@link InstanceListener#noted}. Empty for nothing
 */
public record StartedInstance(
    List<String> command,
    Map<String, Endpoint> endpoints,
    @Nullable Duration created,
    String remark) {

  /** Copies the collections. */
  public StartedInstance {
    command = List.copyOf(command);
    endpoints = Map.copyOf(endpoints);
    Objects.requireNonNull(remark, "remark");
  }

  /** One of a platform that does not tell how long the making took. */
  public StartedInstance(List<String> command, Map<String, Endpoint> endpoints) {
    this(command, endpoints, null, "");
  }

  /** One that runs this command, with nothing to add to its endpoints. */
  public static StartedInstance of(List<String> command) {
    return new StartedInstance(command, Map.of());
  }
}
