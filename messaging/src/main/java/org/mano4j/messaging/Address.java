package org.mano4j.messaging;

import java.util.Objects;

/**
 * Where a message is published to.
 *
 * @param exchange name of the exchange; "" is the default exchange, which takes a queue name as key
 * @param key routing key
 */
public record Address(String exchange, String key) {

  /** Refuses absent parts. */
  public Address {
    Objects.requireNonNull(exchange, "exchange");
    Objects.requireNonNull(key, "key");
  }

  /** The queue of that name, through the default exchange. */
  public static Address queue(String name) {
    return new Address("", name);
  }
}
