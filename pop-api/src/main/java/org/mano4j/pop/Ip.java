package org.mano4j.pop;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An address of a container.
 *
 * @param address the address without prefix length; empty asks for any free one
 * @param subnet where it is from; null if not told
 */
public record Ip(String address, @Nullable Subnet subnet) {

  /** Refuses an absent address. */
  public Ip {
    Objects.requireNonNull(address, "address");
  }

  /** An address whose subnet is not told. */
  public static Ip of(String address) {
    return new Ip(address, null);
  }
}
