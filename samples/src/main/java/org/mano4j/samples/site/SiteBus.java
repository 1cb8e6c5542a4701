package org.mano4j.samples.site;

import org.mano4j.messaging.AmqpUri;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.testkit.OfflineNfvoBuilder;

/** What everybody of a site talks over; what it tells holds after its start. */
interface SiteBus extends SitePart {

  /** For whoever is inside this JVM. */
  BusConnector connector();

  /**
   * For other processes; its user is not theirs.
   *
   * @throws IllegalStateException if they cannot reach it
   */
  AmqpUri address();

  /** Whether queues may outlive their consumers for a while; else they vanish with them. */
  default boolean queuesExpire() {
    return true;
  }

  /** Whom managers and drivers register as. */
  BusCredentials registrationUser();

  /** Puts an orchestrator on it. */
  void join(OfflineNfvoBuilder nfvo);
}
