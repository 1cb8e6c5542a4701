package org.mano4j.pop.docker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceSpecBuilder;

/**
 * Starts on networks as they are. One that was removed and made again by hand has the same name and
 * another id, of which the Pop hears only later.
 */
final class PresentNetworks {

  private final Function<String, String> idOf;

  /**
   * For one engine.
   *
   * @param idOf tells the id of the network of a name now, or throws why there is none
   */
  PresentNetworks(Function<String, String> idOf) {
    this.idOf = idOf;
  }

  /** Starts, and once more if a network has another id than the Pop knows. */
  <T> T start(InstanceSpec spec, Function<InstanceSpec, T> start) {
    try {
      return start.apply(spec);
    } catch (PopException e) {
      if (!e.reason().equals(PopReason.NO_SUCH_NETWORK)) {
        throw e;
      }
      InstanceSpec now = present(spec);
      if (now.equals(spec)) {
        throw e;
      }
      return start.apply(now);
    }
  }

  private InstanceSpec present(InstanceSpec spec) {
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    spec.endpoints()
        .forEach(
            (key, endpoint) ->
                endpoints.put(key, endpoint.withNetworkId(idOf.apply(endpoint.networkName()))));
    return InstanceSpecBuilder.builder(spec).endpoints(endpoints).build();
  }
}
