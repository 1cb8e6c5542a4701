package org.mano4j.testkit.contract;

import org.mano4j.vnfm.Channel;

/** A transport between channels under test and an NFVO that does what it is told. */
public interface ChannelBench extends AutoCloseable {

  /** The NFVO; the same each time. */
  ScriptedNfvo nfvo();

  /**
   * A new channel to that NFVO. It must try once to register, not again and again, and its close
   * must deregister when no other manager of the type is there.
   */
  Channel channel();

  /**
   * Cuts the connections of the channels as a failing network does. Called only with {@link
   * ChannelContract#RECOVERY}.
   */
  default void cut() {
    throw new UnsupportedOperationException("a bench that declares RECOVERY needs to override cut");
  }

  /** Ends the NFVO and the transport. */
  @Override
  void close();
}
