package org.mano4j.pop.nfv;

import java.time.Instant;
import java.util.Optional;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmInstantiateBuilder;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.messaging.MessageBus;
import org.mano4j.vnfm.VnfmContext;

/** What surrounds a request, without a runtime. */
record TestContext(Optional<MessageBus> bus, OrVnfmMessage request, boolean redelivered)
    implements VnfmContext {

  /** Of a request that came before. */
  static TestContext over(MessageBus bus) {
    return new TestContext(Optional.of(bus), instantiate(), true);
  }

  /** The same where the channel is no bus. */
  static TestContext withoutBus() {
    return new TestContext(Optional.empty(), instantiate(), true);
  }

  private static OrVnfmMessage instantiate() {
    return OrVnfmInstantiateBuilder.builder().action(Action.INSTANTIATE).build();
  }

  @Override
  public Instant deadline() {
    return Instant.MAX;
  }

  @Override
  public boolean cancelled() {
    return false;
  }

  @Override
  public boolean draining() {
    return false;
  }
}
