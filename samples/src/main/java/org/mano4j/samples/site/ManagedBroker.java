package org.mano4j.samples.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.messaging.AmqpUri;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.testkit.BrokerManagement;
import org.mano4j.testkit.BrokerPermissions;
import org.mano4j.testkit.BrokerUsers;
import org.mano4j.testkit.NfvoException;
import org.mano4j.testkit.OfflineNfvoBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A RabbitMQ whose management API is at its usual port, for whoever may administrate it: everybody
 * gets a user of their own, as from a real NFVO. Users are the whole node's, so that their names
 * are this run's alone; all are removed at the end, and the exchange if it was not there before.
 */
final class ManagedBroker implements BrokerUsers {

  private static final Logger LOG = LoggerFactory.getLogger(ManagedBroker.class);

  private static final int PORT = 15672;
  private static final int PORT_WITH_TLS = 15671;
  private static final int RANDOM_BYTES = 16;

  private final BrokerManagement management;
  private final String vhost;
  private final SecureRandom random = new SecureRandom();
  private final String run = "mano4j-demo-" + hex(4);
  private final BusCredentials registrationUser = new BusCredentials(run, hex(RANDOM_BYTES));
  private final Set<String> made = ConcurrentHashMap.newKeySet();
  private final boolean exchangeWasThere;

  private ManagedBroker(BrokerManagement management, String vhost) {
    this.management = management;
    this.vhost = vhost;
    this.exchangeWasThere = hasExchange();
  }

  /** The one at an address; empty if it has no such API there, or not for its user. */
  static Optional<ManagedBroker> at(AmqpUri address) {
    AmqpOptions broker = address.options();
    String url =
        broker.tls() == null
            ? "http://" + broker.host() + ":" + PORT
            : "https://" + broker.host() + ":" + PORT_WITH_TLS;
    try {
      BrokerManagement management = new BrokerManagement(URI.create(url), address.credentials());
      return isAdministrator(management) && isOf(broker, management)
          ? Optional.of(new ManagedBroker(management, broker.virtualHost()))
          : Optional.empty();
    } catch (NfvoException | IllegalArgumentException e) {
      LOG.info("the broker is not managed: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean isAdministrator(BrokerManagement management) {
    JsonNode tags = json(management, "whoami").path("tags");
    // before 3.9 a text
    return tags.toString().contains("administrator");
  }

  /** Another node may be behind the usual port. */
  private static boolean isOf(AmqpOptions broker, BrokerManagement management) {
    for (JsonNode listener : json(management, "overview").path("listeners")) {
      if (listener.path("protocol").asText().startsWith("amqp")
          && listener.path("port").asInt() == broker.effectivePort()) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode json(BrokerManagement management, String path) {
    return CatalogueJson.read(management.call("GET", path, ""), JsonNode.class);
  }

  private boolean hasExchange() {
    for (JsonNode exchange : json(management, "exchanges/" + encoded(vhost) + "?columns=name")) {
      if (exchange.path("name").asText().equals(NfvoAddresses.EXCHANGE)) {
        return true;
      }
    }
    return false;
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String hex(int bytes) {
    byte[] some = new byte[bytes];
    random.nextBytes(some);
    return HexFormat.of().formatHex(some);
  }

  BusCredentials registrationUser() {
    return registrationUser;
  }

  /** Has an orchestrator manage it. */
  void join(OfflineNfvoBuilder nfvo) {
    made.add(registrationUser.username());
    nfvo.management(management, vhost).registrationUser(registrationUser).brokerUsers(this);
  }

  @Override
  public BusCredentials create(String name, String queue) {
    BusCredentials user = new BusCredentials(run + "-" + name, hex(RANDOM_BYTES));
    made.add(user.username());
    management.createUser(user);
    management.permit(vhost, user.username(), BrokerPermissions.manager(queue));
    return user;
  }

  @Override
  public void remove(BusCredentials user) {
    management.deleteUser(user.username());
    made.remove(user.username());
  }

  /** What to do at the end, each apart from the others. */
  List<AutoCloseable> removals() {
    List<AutoCloseable> removals = new ArrayList<>();
    made.forEach(user -> removals.add(() -> management.deleteUser(user)));
    if (!exchangeWasThere) {
      removals.add(this::removeExchange);
    }
    return removals;
  }

  private void removeExchange() {
    if (hasExchange()) {
      management.call(
          "DELETE",
          "exchanges/" + encoded(vhost) + "/" + NfvoAddresses.EXCHANGE + "?if-unused=true",
          "");
    }
  }
}
