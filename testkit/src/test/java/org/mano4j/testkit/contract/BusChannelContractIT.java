package org.mano4j.testkit.contract;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.mano4j.testkit.BrokerManagement;
import org.mano4j.testkit.broker.RabbitMq;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.Channel;

class BusChannelContractIT extends ChannelContract {

  private static RabbitMq.VirtualHost host;
  private static BrokerManagement management;

  @BeforeAll
  static void take() {
    RabbitMq rabbit = RabbitMq.require();
    host = rabbit.virtualHost();
    management = new BrokerManagement(rabbit.management(), rabbit.administrator());
  }

  @AfterAll
  static void giveBack() {
    if (host != null) {
      host.close();
    }
  }

  @Override
  public Set<String> capabilities() {
    return Set.of(EXCHANGE, REDELIVERY, WINDOW, REPLICAS, RECOVERY);
  }

  @Override
  protected ChannelBench bench() {
    AmqpBusConnector connector = host.connector();
    BusNfvo nfvo = new BusNfvo(connector, host.credentials(), host.credentials());
    return new ChannelBench() {
      @Override
      public ScriptedNfvo nfvo() {
        return nfvo;
      }

      @Override
      public Channel channel() {
        return BusChannel.builder(connector)
            .registrationUser(host.credentials())
            .registration(RegistrationOptions.defaults().withAttempts(1))
            .build();
      }

      @Override
      public void cut() {
        cutConnections(nfvo.managers());
      }

      @Override
      public void close() {
        nfvo.close();
      }
    };
  }

  /** The broker needs some seconds until it lists a connection. */
  private static void cutConnections(List<VnfmManagerEndpoint> managers) {
    Set<String> names =
        managers.stream().map(manager -> "vnfm-" + manager.type()).collect(Collectors.toSet());
    ChannelCases.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                management.connections(host.name()).stream()
                        .filter(connection -> names.contains(connection.clientName()))
                        .filter(connection -> management.closeConnection(connection, "cut"))
                        .count()
                    > 0);
  }
}
