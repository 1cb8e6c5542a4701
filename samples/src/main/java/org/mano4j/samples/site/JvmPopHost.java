package org.mano4j.samples.site;

import java.time.Duration;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopServerStats;

/** A Pop's server in this JVM. */
final class JvmPopHost implements PopHost {

  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final PopServer server;

  JvmPopHost(PopServer server) {
    this.server = server;
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
  public SiteLeftovers leftovers(PopClient client) {
    PopServerStats stats = server.stats();
    return new SiteLeftovers(stats.containers(), stats.addressesInUse());
  }

  @Override
  public void close() {
    server.drain(DRAIN);
    server.close();
  }
}
