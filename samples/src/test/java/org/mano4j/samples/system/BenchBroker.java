package org.mano4j.samples.system;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.testkit.BrokerConnection;
import org.mano4j.testkit.BrokerManagement;
import org.mano4j.testkit.OfflineNfvoBuilder;
import org.mano4j.testkit.broker.RabbitMq;

/** A virtual host of a RabbitMQ, and the users that are made for it. */
final class BenchBroker implements AutoCloseable {

  private final RabbitMq.VirtualHost host;
  private final BrokerManagement management;
  private final BusCredentials registration;
  private final List<String> users;

  private BenchBroker(RabbitMq broker, String id, String... users) {
    this.host = broker.virtualHost();
    this.management = new BrokerManagement(broker.management(), broker.administrator());
    this.registration = new BusCredentials("registration-" + id, id);
    this.users = List.of(users);
  }

  /**
   * A new virtual host.
   *
   * @param id what makes names of users those of nobody else
   * @param users that are made for VNFM and VIM driver
   */
  static BenchBroker start(String id, String... users) {
    return new BenchBroker(RabbitMq.require(), id, users);
  }

  /** An orchestrator that manages it as a real one does. */
  OfflineNfvoBuilder managed(OfflineNfvoBuilder nfvo) {
    return nfvo.user(host.credentials())
        .management(management, host.name())
        .registrationUser(registration);
  }

  BusConnector connector() {
    return host.connector();
  }

  BusCredentials administrator() {
    return host.credentials();
  }

  /** The environment of a program that is to use it. */
  Map<String, String> environment() {
    return Map.of(
        "MANO4J_AMQP_HOST",
        host.options().host(),
        "MANO4J_AMQP_PORT",
        "" + host.options().effectivePort(),
        "MANO4J_AMQP_VHOST",
        host.name(),
        "MANO4J_AMQP_USERNAME",
        registration.username(),
        "MANO4J_AMQP_PASSWORD",
        registration.password());
  }

  /** The names of all queues. */
  List<String> queues() {
    return management.queues(host.name()).stream().sorted().toList();
  }

  /** All connections, by what their owners call them. */
  List<String> connections() {
    return management.connections(host.name()).stream()
        .map(BrokerConnection::clientName)
        .sorted()
        .toList();
  }

  /** Those of the users of VNFM and VIM driver that there are. */
  List<String> users() {
    List<String> names =
        Arrays.asList(management.call("GET", "users?columns=name", "").split("[\\[\\]{}:,\"]+"));
    return users.stream().filter(names::contains).toList();
  }

  @Override
  public void close() {
    users.forEach(management::deleteUser);
    management.deleteUser(registration.username());
    host.close();
  }
}
