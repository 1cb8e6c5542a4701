package org.mano4j.testkit.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.testkit.broker.RabbitMq;

/** Over RabbitMQ, with users that may do no more than those of a 6.0 NFVO. */
class RecordingsReplayIT extends ReplayContract {

  private static final String SHARED = "^amq\\.gen.*|amq\\.default$";

  private static RabbitMq.VirtualHost host;

  private final List<String> users = new ArrayList<>();
  private AmqpBusConnector connector;
  private BusCredentials registrationUser;

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

  @BeforeEach
  void connect() {
    connector = host.connector();
    String managers = SHARED + "|nfvo\\.manager\\.handling|openbaton-exchange";
    String all = managers + "|vnfm\\.nfvo\\.actions\\.reply";
    registrationUser = user(SHARED, all, managers);
  }

  @AfterEach
  void remove() {
    users.forEach(name -> host.call("DELETE", "users/" + name, ""));
  }

  @Override
  BusConnector connector() {
    return connector;
  }

  @Override
  BusCredentials registrationUser() {
    return registrationUser;
  }

  @Override
  Replay over(Replay replay) {
    return super.over(replay).as(host.credentials()).handingOut(this::privateUser);
  }

  private BusCredentials privateUser(String type) {
    String own = SHARED + "|(" + type + ")|(nfvo." + type + ".actions)";
    String read = own + "|(openbaton-exchange)";
    String write = read + "|(vnfm.nfvo.actions)|(vnfm.nfvo.actions.reply)";
    return user(own, write, read);
  }

  private BusCredentials user(String configure, String write, String read) {
    String name = "replay-" + UUID.randomUUID();
    host.call("PUT", "users/" + name, "{\"password\":\"p\",\"tags\":\"\"}");
    users.add(name);
    host.call(
        "PUT",
        "permissions/" + host.name() + "/" + name,
        "{\"configure\":\"%s\",\"write\":\"%s\",\"read\":\"%s\"}"
            .formatted(configure, write, read)
            .replace("\\", "\\\\"));
    return new BusCredentials(name, "p");
  }
}
