package org.mano4j.testkit.contract;

import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.Channel;

// snippet:bench
class BusChannelContractTest extends ChannelContract {

  @Override
  protected ChannelBench bench() {
    InMemoryBusConnector connector = new InMemoryBusConnector();
    BusCredentials user = new BusCredentials("anybody", "p");
    BusNfvo nfvo = new BusNfvo(connector, user, user);
    return new ChannelBench() {
      @Override
      public ScriptedNfvo nfvo() {
        return nfvo;
      }

      @Override
      public Channel channel() {
        return BusChannel.builder(connector)
            .registration(RegistrationOptions.defaults().withAttempts(1))
            .build();
      }

      @Override
      public void close() {
        connector.close();
      }
    };
  }
}
// end
