package org.mano4j.pop;

import java.util.List;
import java.util.Objects;

/**
 * A network that containers can be attached to.
 *
 * @param id unique in the Pop
 * @param name unique in the Pop
 * @param external whether it leads out of the Pop
 * @param subnets its ranges of addresses
 */
public record Network(String id, String name, boolean external, List<Subnet> subnets) {

  /** Copies the subnets. */
  public Network {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    subnets = List.copyOf(subnets);
  }
}
