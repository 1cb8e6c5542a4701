package org.mano4j.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.mano4j.testkit.broker.RabbitMq;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.Channel;

class BusChannelContractIT extends ChannelContract {

  private static RabbitMq.VirtualHost host;

  @BeforeAll
  static void take() {
    host = RabbitMq.require().virtualHost();
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
        cutManagers();
      }

      @Override
      public void close() {
        nfvo.close();
      }
    };
  }

  /** The broker needs some seconds until it lists a connection. */
  private static void cutManagers() {
    ChannelCases.await()
        .until(
            () -> {
              int cut = 0;
              String path = "vhosts/" + host.name() + "/connections";
              String list = host.call("GET", path, "");
              for (JsonNode connection : CatalogueJson.read(list, JsonNode.class)) {
                if (connection.at("/client_properties/connection_name").asText().startsWith("vnfm-")
                    || connection.path("user_provided_name").asText().startsWith("vnfm-")) {
                  String name = connection.path("name").asText();
                  host.call(
                      "DELETE",
                      "connections/"
                          + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"),
                      "");
                  cut++;
                }
              }
              return cut > 0;
            });
  }
}
