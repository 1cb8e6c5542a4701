package org.mano4j.pop;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;

/**
 * What a network is made of. Begin with {@link #of}: later versions may add components.
 *
 * @param name unique in the Pop, {@code [a-zA-Z0-9][a-zA-Z0-9_.-]*}
 * @param external whether it leads out of the Pop
 * @param subnets its ranges of addresses, IPv4 or IPv6, that overlap with no other; with none, the
 *     Pop picks a free IPv4 one
 * @param mtu largest packet in bytes; 0 for the platform's own
 */
@RecordBuilder
public record NetworkConfig(String name, boolean external, List<Subnet> subnets, int mtu)
    implements NetworkConfigBuilder.With {

  /** Copies the subnets. */
  public NetworkConfig {
    Objects.requireNonNull(name, "name");
    subnets = subnets == null ? List.of() : List.copyOf(subnets);
  }

  /** An internal network of this name, with a subnet that the Pop picks. */
  public static NetworkConfig of(String name) {
    return new NetworkConfig(name, false, List.of(), 0);
  }

  /** The same with one subnet more, such as {@code 10.1.0.0/24}, without gateway. */
  public NetworkConfig withSubnet(String cidr) {
    return withSubnet(new Subnet(cidr, ""));
  }

  /** The same with one subnet more. */
  public NetworkConfig withSubnet(Subnet subnet) {
    return withSubnets(
        java.util.stream.Stream.concat(subnets.stream(), java.util.stream.Stream.of(subnet))
            .toList());
  }
}
