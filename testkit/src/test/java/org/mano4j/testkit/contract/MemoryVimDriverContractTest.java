package org.mano4j.testkit.contract;

import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;

class MemoryVimDriverContractTest extends VimDriverContract {

  @Override
  protected VimDriverBench bench() {
    InMemoryBusConnector connector = new InMemoryBusConnector();
    return new MemoryVimBench(connector, new BusCredentials("anybody", "p"), connector::close);
  }
}
