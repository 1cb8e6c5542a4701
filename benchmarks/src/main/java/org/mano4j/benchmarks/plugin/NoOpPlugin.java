package org.mano4j.benchmarks.plugin;

import java.io.IOException;
import org.mano4j.benchmarks.published.BrokerArguments;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverPlugin;

/**
 * A VIM driver that finds every VIM as it was. Arguments: the name of the plugin, host and port of
 * the broker, virtual host, user, password.
 */
public final class NoOpPlugin {

  static final String TYPE = "bench";

  private NoOpPlugin() {}

  /** Runs until its standard input ends. */
  public static void main(String[] args) throws IOException {
    VimDriverPlugin.builder(
            new VimDriver() {
              @Override
              public VimInstance refresh(VimInstance vim) {
                return vim;
              }
            })
        .type(TYPE)
        .name(args[0])
        .connector(new AmqpBusConnector(BrokerArguments.options(args)))
        .registrationUser(BrokerArguments.credentials(args))
        .build()
        .start();
    if (System.in.read() < 0) {
      Runtime.getRuntime().halt(0);
    }
  }
}
