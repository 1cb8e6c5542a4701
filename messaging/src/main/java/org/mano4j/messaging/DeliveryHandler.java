package org.mano4j.messaging;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Handles the deliveries of one subscription. It is called in the order of the queue, by one thread
 * at a time; whoever works on several deliveries at once returns stages that are not done yet. A
 * handler that blocks holds up its own subscription, and nobody else's.
 */
@FunctionalInterface
public interface DeliveryHandler {

  /**
   * Handles one delivery. When the stage completes with a reply, the bus sends it to where the
   * delivery asks for it, with the correlation id copied, and acknowledges once that is confirmed;
   * without a reply it acknowledges at once. So it does when whoever asked is gone. A stage that
   * fails, or an exception, rejects the delivery for good (it is not put back): whoever can answer
   * with an error does so instead. The log then holds size and digest of the message and the type
   * of the failure, never content.
   */
  CompletionStage<Optional<Message>> handle(Delivery delivery);

  /**
   * What to answer to a message over {@link MessageBus#MAX_MESSAGE_SIZE}, which is not handed over
   * but rejected. Nothing by default: whoever asked waits until its own time is up.
   *
   * @param size size of the body in bytes
   */
  default Optional<Message> tooLarge(long size) {
    return Optional.empty();
  }
}
