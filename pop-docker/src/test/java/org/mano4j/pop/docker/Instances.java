package org.mano4j.pop.docker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceSpecBuilder;

/** What tests of instances ask for. */
final class Instances {

  static final String OWNER = "owner-instances";

  private Instances() {}

  static InstanceSpecBuilder spec(String image) {
    String id = UUID.randomUUID().toString();
    return InstanceSpecBuilder.builder()
        .id(id)
        .name("instances-" + id)
        .image(new Image(image, List.of(image), Instant.EPOCH))
        .flavour(Flavour.UNLIMITED)
        .environment(Map.of())
        .endpoints(Map.of());
  }

  static InstanceSpec on(InstanceSpec spec, Endpoint... endpoints) {
    Map<String, Endpoint> wanted = new TreeMap<>();
    for (Endpoint endpoint : endpoints) {
      wanted.put(endpoint.networkName(), endpoint);
    }
    return InstanceSpecBuilder.builder(spec).endpoints(wanted).build();
  }

  static Endpoint endpoint(String id, String name, String ipv4) {
    return Endpoint.fixed(ipv4).withNetworkId(id).withNetworkName(name);
  }
}
