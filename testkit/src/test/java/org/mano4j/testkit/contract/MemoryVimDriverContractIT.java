package org.mano4j.testkit.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.mano4j.testkit.broker.RabbitMq;

/** Over RabbitMQ. */
class MemoryVimDriverContractIT extends VimDriverContract {

  private static RabbitMq.VirtualHost host;

  @BeforeAll
  static void take() {
    host = RabbitMq.require().virtualHost();
  }

  @AfterAll
  static void giveBack() {
    if (host != null) {
      host.close();
    }
  }

  @Override
  protected VimDriverBench bench() {
    return new MemoryVimBench(host.connector(), host.credentials(), () -> {});
  }
}
