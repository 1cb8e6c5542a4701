package org.mano4j.vnfm;

import java.time.Duration;
import java.util.Map;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.Subscription;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of a VNF manager: durable, and kept for a while without a consumer. It is bound to the
 * exchange of the NFVO, which is never declared here: the private user must not, and the broker
 * would close the channel.
 *
 * @param expiry how long it is kept; zero for as long as it is not deleted
 * @param autoDelete whether it vanishes with its last consumer
 */
record OwnQueue(String name, Duration expiry, boolean autoDelete) {

  private static final Logger log = LoggerFactory.getLogger(BusChannel.class);

  /** Declares it and consumes from it; without the expiry on a broker that does not know that. */
  Subscription consume(MessageBus bus, int prefetch, DeliveryHandler handler) {
    try {
      return bus.consume(spec(expiry), prefetch, handler);
    } catch (BusException.Denied e) {
      throw new BusException.Denied(
          e.getMessage()
              + ". An NFVO permits the queue that the type was first registered with, one of 5.0"
              + " those whose names contain the type: use such a name as endpoint, or deregister the"
              + " type once and register it anew",
          e);
    } catch (BusException.Mismatch e) {
      return consumeWithoutExpiry(bus, prefetch, handler, e);
    }
  }

  /** A queue that is there without expiry, of a replica that could not have one, is good, too. */
  private Subscription consumeWithoutExpiry(
      MessageBus bus, int prefetch, DeliveryHandler handler, BusException.Mismatch refused) {
    if (expires(expiry)) {
      try {
        Subscription subscription = bus.consume(spec(Duration.ZERO), prefetch, handler);
        log.warn("queue '{}' has no x-expires: {}", name, refused.getMessage());
        return subscription;
      } catch (BusException.Mismatch e) {
        // the expiry is not what is wrong
        log.debug("queue '{}' cannot be had without expiry either", name, e);
      }
    }
    throw new BusException.Mismatch(
        refused.getMessage()
            + ". Queue '"
            + name
            + "' is of a VNF manager with other settings or of another SDK, whose queues are"
            + " auto-delete: stop that one, so that its queue vanishes, or use the same autoDelete"
            + " and queueExpiry here (amqp.queues.autodelete and amqp.queues.expires). No setting"
            + " fits a queue that is not durable, or a quorum queue, which refuses a prefetch for"
            + " its channel: delete it",
        refused);
  }

  private boolean expires(Duration after) {
    return !autoDelete && !after.isZero();
  }

  private QueueSpec spec(Duration after) {
    Map<String, Object> arguments =
        expires(after) ? Map.of("x-expires", after.toMillis()) : Map.of();
    QueueSpec own = QueueSpec.named(name, NfvoAddresses.EXCHANGE);
    return new QueueSpec(name, true, autoDelete, false, arguments, own.bindings());
  }
}
