package org.mano4j.benchmarks.published;

import java.util.List;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.testkit.broker.RabbitMq;

/** How our programs are told what they are and where the broker is: six arguments. */
public final class BrokerArguments {

  private BrokerArguments() {}

  /**
   * For a program.
   *
   * @param first what it is, which is its own business
   */
  public static List<String> of(RabbitMq.VirtualHost host, String first) {
    return List.of(
        first,
        host.options().host(),
        Integer.toString(host.options().effectivePort()),
        host.name(),
        host.credentials().username(),
        host.credentials().password());
  }

  /** The broker of a program's arguments. */
  public static AmqpOptions options(String[] arguments) {
    return AmqpOptions.defaults()
        .withHost(arguments[1])
        .withPort(Integer.parseInt(arguments[2]))
        .withVirtualHost(arguments[3]);
  }

  /** The broker's user of a program's arguments. */
  public static BusCredentials credentials(String[] arguments) {
    return new BusCredentials(arguments[4], arguments[5]);
  }
}
