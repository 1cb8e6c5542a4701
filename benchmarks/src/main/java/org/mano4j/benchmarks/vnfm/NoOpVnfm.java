package org.mano4j.benchmarks.vnfm;

import java.io.IOException;
import org.mano4j.benchmarks.published.BrokerArguments;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmRuntime;

/**
 * A VNF manager whose handler does nothing, with nothing set that need not be. Arguments: type,
 * host and port of the broker, virtual host, user, password.
 */
public final class NoOpVnfm {

  private NoOpVnfm() {}

  /** Runs until its standard input ends. */
  public static void main(String[] args) throws IOException {
    VnfmRuntime.builder(new VnfmHandler() {})
        .type(args[0])
        .channel(
            BusChannel.builder(new AmqpBusConnector(BrokerArguments.options(args)))
                .registrationUser(BrokerArguments.credentials(args))
                .build())
        .build()
        .start();
    if (System.in.read() < 0) {
      Runtime.getRuntime().halt(0);
    }
  }
}
