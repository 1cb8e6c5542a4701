package org.mano4j.vnfm;

import java.time.Instant;
import java.util.Optional;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.messaging.MessageBus;

/**
 * What surrounds one request of the NFVO. Thread-safe, and to be forgotten when the request is
 * answered.
 */
public interface VnfmContext {

  /** The request as the NFVO sent it, for what the handler's method does not hand over. */
  OrVnfmMessage request();

  /**
   * Whether the request was delivered before to a manager that did not finish it, this one or a
   * replica: its work <em>may</em> have begun. Only requests that {@link VnfmHandler#repeatable}
   * lets pass get this far.
   */
  boolean redelivered();

  /**
   * When the NFVO is given an answer at the latest. After that the request is {@link #cancelled()},
   * the NFVO has been told that it took too long, and the thread is interrupted.
   */
  Instant deadline();

  /**
   * Whether nobody waits for the outcome any more: the deadline has passed, the NFVO has reported
   * an error for this function, or the manager is closed.
   */
  boolean cancelled();

  /** Whether the manager is about to stop. What can be ended early should be. */
  boolean draining();

  /** The manager's own connection, if its channel is a message bus. The manager closes it. */
  Optional<MessageBus> bus();
}
