package org.mano4j.samples.site;

import java.time.Duration;
import java.util.UUID;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopServerStats;

/** A Pop in this JVM, whose platform runs nothing. */
final class MemoryPop implements SitePop {

  /** Quick to check; the password is random and the server listens on loopback only. */
  private static final int BCRYPT_COST = 4;

  private final PopCredentials credentials =
      new PopCredentials("demo", UUID.randomUUID().toString());
  private final InMemoryPopBackend backend;
  private final PopServer server;

  MemoryPop(SitePlan plan) {
    InMemoryPopBackend.Builder platform = InMemoryPopBackend.builder().offerAnyImage();
    plan.ranges().forEach(platform::network);
    this.backend = platform.build();
    this.server =
        PopServer.builder(backend)
            .name(plan.pop())
            .user(credentials.username(), credentials.password())
            .bcryptCost(BCRYPT_COST)
            .defaultNetwork(plan.defaultNetwork())
            .build();
  }

  @Override
  public void start() {
    server.start();
  }

  @Override
  public PopEndpoint endpoint() {
    return server.endpoint();
  }

  @Override
  public PopCredentials credentials() {
    return credentials;
  }

  @Override
  public void offer(SitePlan plan, PopClient client) {
    plan.images().forEach(backend::image);
  }

  @Override
  public SiteLeftovers leftovers(PopClient client) {
    PopServerStats stats = server.stats();
    return new SiteLeftovers(stats.containers(), stats.addressesInUse());
  }

  @Override
  public void close() {
    server.drain(Duration.ofSeconds(1));
    server.close();
  }
}
