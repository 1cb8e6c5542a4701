package org.mano4j.pop.server;

import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;

/** Shows how long the first calls take in a fresh JVM; run it with the test class path. */
final class ColdStart {

  private static long last = System.nanoTime();

  private ColdStart() {}

  public static void main(String[] args) {
    int cost = args.length > 0 ? Integer.parseInt(args[0]) : PasswordHash.MIN_COST;
    long begin = last;
    PopServer server =
        PopServer.builder(InMemoryPopBackend.create())
            .user("admin", "secret")
            .bcryptCost(cost)
            .build();
    server.start();
    step("server start");
    PopSessions sessions = PopSessions.create();
    PopClient client = sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));
    client.info();
    step("connect, login, info");
    Container container = client.create(ContainerConfig.of("web", "web:latest"));
    step("create");
    client.start(Filter.byId(container.id()));
    step("start");
    for (int i = 0; i < 20; i++) {
      Container next = client.create(ContainerConfig.of("web" + i, "web:latest"));
      client.start(Filter.byId(next.id()));
    }
    step("20 more created and started");
    client.delete(Filter.byId(container.id()));
    step("delete");
    System.out.printf("%-30s %6.1f ms%n", "all", (System.nanoTime() - begin) / 1e6);
    sessions.close();
    server.close();
    step("close");
  }

  private static void step(String what) {
    long now = System.nanoTime();
    System.out.printf("%-30s %6.1f ms%n", what, (now - last) / 1e6);
    last = now;
  }
}
