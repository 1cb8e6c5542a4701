package org.mano4j.testkit.contract;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;

/**
 * How every message bus behaves. The broker behind it must have the topic exchange {@code
 * openbaton-exchange}; each case uses queues of its own and closes what it has opened.
 *
 * <pre>{@code
 * class MyBusTest extends MessageBusContract {
 *   private final MyConnector connector = new MyConnector();
 *
 *   @Override
 *   protected BusConnector connector() {
 *     return connector;
 *   }
 * }
 * }</pre>
 */
public abstract class MessageBusContract {

  /** Subclasses say which bus. */
  protected MessageBusContract() {}

  /** The connector to try; the same broker each time within one case. */
  protected abstract BusConnector connector();

  /** A user that may do everything; by default {@code guest}. */
  protected BusCredentials credentials() {
    return new BusCredentials("guest", "guest");
  }

  /**
   * What the broker behind the bus can do; everything by default. Cases that need more are skipped.
   */
  protected Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  /** What not every broker can do. */
  public enum Capability {
    /** Queues with {@code x-expires} vanish some time after their last consumer. */
    EXPIRING_QUEUES,
    /** {@link org.mano4j.messaging.QueueStatus#ready} counts only what was not delivered. */
    COUNTS_WAITING_ONLY,
    /** The last word of a routing key may be empty. */
    EMPTY_WORDS,
    /** Consumers of one queue whose windows have room are served in turns. */
    EVEN_TURNS,
    /** {@link org.mano4j.messaging.Subscription#prefetch} has an effect. */
    CHANGING_WINDOWS
  }

  @Nested
  class Publishing extends PublishCases {
    @Override
    BusConnector connector() {
      return MessageBusContract.this.connector();
    }

    @Override
    BusCredentials credentials() {
      return MessageBusContract.this.credentials();
    }

    @Override
    Set<Capability> capabilities() {
      return MessageBusContract.this.capabilities();
    }
  }

  @Nested
  class Requests extends RequestCases {
    @Override
    BusConnector connector() {
      return MessageBusContract.this.connector();
    }

    @Override
    BusCredentials credentials() {
      return MessageBusContract.this.credentials();
    }

    @Override
    Set<Capability> capabilities() {
      return MessageBusContract.this.capabilities();
    }
  }

  @Nested
  class Consuming extends ConsumeCases {
    @Override
    BusConnector connector() {
      return MessageBusContract.this.connector();
    }

    @Override
    BusCredentials credentials() {
      return MessageBusContract.this.credentials();
    }

    @Override
    Set<Capability> capabilities() {
      return MessageBusContract.this.capabilities();
    }
  }

  @Nested
  class Queues extends QueueCases {
    @Override
    BusConnector connector() {
      return MessageBusContract.this.connector();
    }

    @Override
    BusCredentials credentials() {
      return MessageBusContract.this.credentials();
    }

    @Override
    Set<Capability> capabilities() {
      return MessageBusContract.this.capabilities();
    }
  }

  @Nested
  class Draining extends DrainCases {
    @Override
    BusConnector connector() {
      return MessageBusContract.this.connector();
    }

    @Override
    BusCredentials credentials() {
      return MessageBusContract.this.credentials();
    }

    @Override
    Set<Capability> capabilities() {
      return MessageBusContract.this.capabilities();
    }
  }
}
