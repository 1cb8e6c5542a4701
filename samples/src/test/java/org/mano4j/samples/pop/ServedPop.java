package org.mano4j.samples.pop;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

/** A Pop on loopback for each test, whose clock stands still. */
final class ServedPop implements BeforeEachCallback, AfterEachCallback {

  static final Instant NOW = Instant.parse("2017-02-21T16:28:41Z");
  private static final PopCredentials ADMIN = new PopCredentials("admin", "se:cr,et");

  private final InMemoryPopBackend backend =
      InMemoryPopBackend.builder().image("web:1").network("private", "172.16.0.0/16").build();
  private final PopServer server =
      PopServer.builder(backend)
          .name("pop-1")
          .user(ADMIN.username(), ADMIN.password())
          .bcryptCost(4)
          .clock(Clock.fixed(NOW, ZoneOffset.UTC))
          .build();
  private final PopSessions sessions = PopSessions.create();

  @Override
  public void beforeEach(ExtensionContext context) {
    server.start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    sessions.close();
    server.close();
  }

  String address() {
    return server.endpoint().toString();
  }

  InMemoryPopBackend backend() {
    return backend;
  }

  PopServer server() {
    return server;
  }

  PopClient client() {
    return sessions.client(server.endpoint(), ADMIN);
  }

  Container create(String name) {
    return client().create(ContainerConfig.of(name, "web:1"));
  }

  Container run(String name) {
    return client().start(Filter.byId(create(name).id()));
  }

  /** One that knows the way and the password. */
  PopTerminal terminal() {
    return new PopTerminal()
        .set("POP_AUTH", ADMIN.username() + ":" + ADMIN.password())
        .set("POP_HOST", address());
  }
}
