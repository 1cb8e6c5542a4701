package org.mano4j.pop;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;

/**
 * A network that containers can be attached to.
 *
 * @param id unique in the Pop
 * @param name unique in the Pop
 * @param external whether it leads out of the Pop
 * @param subnets its ranges of addresses
 * @param mtu largest packet in bytes; 0 for the platform's own
 */
@RecordBuilder
public record Network(String id, String name, boolean external, List<Subnet> subnets, int mtu)
    implements NetworkBuilder.With {

  /** Copies the subnets. */
  public Network {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    subnets = List.copyOf(subnets);
  }

  /** One with the platform's own MTU. */
  public Network(String id, String name, boolean external, List<Subnet> subnets) {
    this(id, name, external, subnets, 0);
  }
}
