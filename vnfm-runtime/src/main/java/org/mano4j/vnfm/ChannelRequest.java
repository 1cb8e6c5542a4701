package org.mano4j.vnfm;

import java.util.Optional;
import org.mano4j.messaging.Delivery;

/** A request of the NFVO as it came in, not read yet. */
public interface ChannelRequest {

  /** The JSON of the message, which may also be anything else; not to be changed. */
  byte[] body();

  /** The text that ties request and answer together, if the sender gave one. */
  Optional<String> correlationId();

  /** Whether it came before and was not finished. */
  boolean redelivered();

  /**
   * Whether this is that very request, delivered again; false if the transport cannot tell, as by
   * default.
   */
  default boolean isAgain(ChannelRequest that) {
    return false;
  }

  /** Whether whoever sent it can be given an answer; true unless the transport knows better. */
  default boolean expectsAnswer() {
    return true;
  }

  /**
   * Takes the request out of the prefetch window while it waits for a peer. A transport without
   * such a window has nothing to do.
   */
  Delivery.Parking park();
}
