package org.mano4j.testkit;

import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.mano4j.catalogue.record.Status;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.MessageBus;
import org.mano4j.testkit.broker.RabbitMq;

/**
 * An orchestrator on a virtual host of a RabbitMQ. Broker users are seen in all virtual hosts, so
 * that their names are made up, and they are deleted at the end.
 */
final class LiveLab {

  final String type = "dummy-" + UUID.randomUUID();
  final String pluginId = "vim-drivers.test." + UUID.randomUUID();
  final BusCredentials registrationUser =
      new BusCredentials("registration-" + UUID.randomUUID(), "openbaton");
  final RabbitMq rabbit = RabbitMq.require();
  final RabbitMq.VirtualHost vhost = rabbit.virtualHost();
  final BrokerManagement management =
      new BrokerManagement(rabbit.management(), rabbit.administrator());
  final AmqpBusConnector bus = vhost.connector();
  final OfflineNfvo nfvo;
  private final Closers closers = new Closers();

  private LiveLab(UnaryOperator<OfflineNfvoBuilder> settings, boolean managed) {
    OfflineNfvoBuilder builder =
        OfflineNfvo.builder()
            .bus(bus)
            .user(vhost.credentials())
            .options(NfvoOptions.defaults().withPresencePause(Duration.ofMillis(200)));
    if (managed) {
      builder.management(management, vhost.name()).registrationUser(registrationUser);
    }
    nfvo = settings.apply(builder).build();
    closers.add(vhost::close);
    closers.add(() -> management.deleteUser(registrationUser.username()));
    closers.add(() -> management.deleteUser(pluginId));
    closers.add(() -> management.deleteUser(type));
    closers.add(nfvo::close);
    nfvo.start();
  }

  static LiveLab managed() {
    return new LiveLab(builder -> builder, true);
  }

  /** With a user for everybody, and without the management API. */
  static LiveLab unmanaged() {
    return new LiveLab(
        builder -> builder.brokerUsers(BrokerUsers.fixed(RabbitMq.require().administrator())),
        false);
  }

  ScriptedVnfm vnfm() {
    return close(new ScriptedVnfm(bus, registrationUser, type));
  }

  ScriptedDriver driver() {
    return close(new ScriptedDriver(bus, registrationUser, pluginId));
  }

  /** A source and a target that depends on it. */
  Nsds service() {
    return Nsds.nsd()
        .vnf("srv", 1, 3, type, "")
        .vnf("cli", 1, 2, type, "")
        .dependency("cli", "srv");
  }

  String active(Nsds nsd) {
    String nsr = nfvo.launch(nfvo.onboard("nsd.json", nsd.json()));
    nfvo.awaitStatus(nsr, Status.ACTIVE, Lab.SOON);
    return nsr;
  }

  ScriptedVnfm close(ScriptedVnfm vnfm) {
    closers.add(vnfm::close);
    return vnfm;
  }

  ScriptedDriver close(ScriptedDriver driver) {
    closers.add(driver::close);
    return driver;
  }

  MessageBus close(MessageBus bus) {
    closers.add(bus::close);
    return bus;
  }

  void close() {
    closers.close();
  }
}
