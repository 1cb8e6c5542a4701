package org.mano4j.testkit;

import java.util.Objects;
import org.mano4j.messaging.BusCredentials;

/**
 * Makes the broker users that an orchestrator hands out at registration. The default makes up a
 * password, which is enough for a bus that does not check them; for a real broker use {@link
 * OfflineNfvoBuilder#management}, or hand out users that it knows.
 */
@FunctionalInterface
public interface BrokerUsers {

  /** Hands out one user that the broker knows to everybody. */
  static BrokerUsers fixed(BusCredentials user) {
    Objects.requireNonNull(user, "user");
    return (name, queue) -> user;
  }

  /**
   * A user for a VNFM or plugin; called once per registration. May block.
   *
   * @param name VNFM type or plugin id, which is the user name a real NFVO chooses
   * @param queue the queue that the VNFM names in its endpoint, or the plugin id
   */
  BusCredentials create(String name, String queue);

  /** Takes the user back after a deregistration. */
  default void remove(BusCredentials user) {}
}
