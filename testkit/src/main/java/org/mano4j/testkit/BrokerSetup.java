package org.mano4j.testkit;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.mano4j.messaging.BusCredentials;

/**
 * A broker that an orchestrator manages.
 *
 * @param vhost the virtual host that everybody is in
 * @param registrationUser whom VNFMs and plugins register as
 */
record BrokerSetup(BrokerManagement management, String vhost, BusCredentials registrationUser) {

  PrivateBrokerUsers users() {
    return new PrivateBrokerUsers(management, vhost);
  }

  List<String> queues() {
    return management.queues(vhost);
  }

  /** The first queue in the broker's listing that is right. */
  Optional<String> queue(Predicate<String> right) {
    return queues().stream().filter(right).findFirst();
  }
}
