package org.mano4j.messaging;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A queue to consume from; it is declared if it is not there.
 *
 * @param name its name, not empty
 * @param durable whether it survives a restart of the broker
 * @param autoDelete whether it vanishes with its last consumer
 * @param exclusive whether only this bus may use it
 * @param arguments broker-specific arguments such as {@code x-expires}
 * @param bindings exchanges and keys whose messages it receives; the exchanges must exist
 */
public record QueueSpec(
    String name,
    boolean durable,
    boolean autoDelete,
    boolean exclusive,
    Map<String, Object> arguments,
    List<Address> bindings) {

  /** Copies the collections; refuses an empty name. */
  public QueueSpec {
    Objects.requireNonNull(name, "name");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a queue needs a name");
    }
    arguments = Map.copyOf(arguments);
    bindings = List.copyOf(bindings);
  }

  /** A queue bound to an exchange with its own name as key, as managers and drivers have it. */
  public static QueueSpec named(String name, String exchange) {
    return new QueueSpec(name, true, true, false, Map.of(), List.of(new Address(exchange, name)));
  }
}
