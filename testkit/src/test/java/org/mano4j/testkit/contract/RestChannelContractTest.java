package org.mano4j.testkit.contract;

import java.util.Set;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.mano4j.vnfm.Channel;
import org.mano4j.vnfm.RestChannel;

class RestChannelContractTest extends ChannelContract {

  @Override
  public Set<String> capabilities() {
    return Set.of(EXCHANGE);
  }

  @Override
  protected ChannelBench bench() {
    HttpNfvo nfvo = new HttpNfvo();
    return new ChannelBench() {
      @Override
      public ScriptedNfvo nfvo() {
        return nfvo;
      }

      @Override
      public Channel channel() {
        return RestChannel.builder(nfvo.address())
            .registration(RegistrationOptions.defaults().withAttempts(1))
            .build();
      }

      @Override
      public void close() {
        nfvo.close();
      }
    };
  }
}
