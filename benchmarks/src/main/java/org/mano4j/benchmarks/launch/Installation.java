package org.mano4j.benchmarks.launch;

import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.testkit.OfflineNfvo;

/** An orchestrator with a VNFM and one VIM, started; everything in this JVM but the broker. */
interface Installation extends AutoCloseable {

  /** What the VNFM is called in descriptors. */
  String VNFM = "bench";

  OfflineNfvo nfvo();

  /** Servers that the VIM has now. */
  int servers();

  /** Addresses that the VIM has given away now. */
  int addresses();

  @Override
  void close();

  /** What is under the orchestrator. */
  enum Kind {
    /** A VIM that is a map, and a handler that does nothing. */
    MAP {
      @Override
      Installation start(BusConnector connector, BusCredentials user) {
        return new MapInstallation(connector, user);
      }
    },
    /** A Pop server with a platform that runs nothing, its driver, and the VNFM for containers. */
    POP {
      @Override
      Installation start(BusConnector connector, BusCredentials user) {
        return new PopInstallation(connector, user);
      }
    };

    /** Starts one. The connector stays open when it is closed. */
    abstract Installation start(BusConnector connector, BusCredentials user);
  }
}
