package org.mano4j.vnfm;

import java.util.ServiceLoader;
import org.mano4j.config.Table;

/**
 * Makes {@link Channel}s from configuration. Providers are found with {@link ServiceLoader}, so
 * that a transport of somebody else can be named in a configuration like those that are here,
 * {@code amqp} and {@code rest}.
 */
public interface ChannelProvider {

  /** Name of the channel and of its table, such as {@code rest} for {@code [rest]}. */
  String name();

  /**
   * Makes a channel that is neither registered nor connected.
   *
   * <p>Reads all of the table, and calls {@link Table#check()} before it uses what it read. The key
   * {@code workers} has been read by then: the runtime does that for every channel.
   *
   * @param config the table of that name, which may be empty
   * @throws org.mano4j.config.ConfigException if it has mistakes
   */
  Channel create(Table config);
}
