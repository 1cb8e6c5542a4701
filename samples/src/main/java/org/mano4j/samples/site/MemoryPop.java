package org.mano4j.samples.site;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mano4j.pop.Filter;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.Subnet;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

/** A Pop whose platform runs nothing, and offers any image. */
final class MemoryPop implements SitePop {

  /** Quick to check; the password is random and the server listens on loopback only. */
  private static final int BCRYPT_COST = 4;

  private final PopHost host;
  private final PopCredentials credentials;

  private MemoryPop(PopHost host, PopCredentials credentials) {
    this.host = host;
    this.credentials = credentials;
  }

  /** In this JVM. */
  static MemoryPop inJvm(SitePlan plan) {
    PopCredentials credentials = someone();
    InMemoryPopBackend.Builder platform = InMemoryPopBackend.builder().offerAnyImage();
    plan.ranges().forEach(platform::network);
    PopServer server =
        PopServer.builder(platform.build())
            .name(plan.pop())
            .user(credentials.username(), credentials.password())
            .bcryptCost(BCRYPT_COST)
            .defaultNetwork(plan.defaultNetwork())
            .build();
    return new MemoryPop(new JvmPopHost(server), credentials);
  }

  /** As a process {@code pop-server}. */
  static MemoryPop inProcess(SitePlan plan, SiteProcesses processes) {
    PopCredentials credentials = someone();
    SiteProcess process =
        processes.add(
            "pop-server",
            List.of("--port", "0", "--name", plan.pop()),
            Map.of("POP_AUTH", credentials.username() + ":" + credentials.password()));
    return new MemoryPop(new ProcessPopHost(process), credentials);
  }

  private static PopCredentials someone() {
    return new PopCredentials("demo", UUID.randomUUID().toString());
  }

  @Override
  public void begin() {
    host.begin();
  }

  @Override
  public void start() {
    host.start();
  }

  @Override
  public PopEndpoint endpoint() {
    return host.endpoint();
  }

  @Override
  public PopCredentials credentials() {
    return credentials;
  }

  @Override
  public void offer(SitePlan plan, PopClient client) {
    plan.ranges()
        .forEach(
            (name, range) -> {
              if (client.network(Filter.byName(name)).isEmpty()) {
                client.createNetwork(
                    NetworkConfig.of(name).withSubnets(List.of(new Subnet(range, ""))));
              }
            });
    plan.images().forEach(image -> client.pull(image, step -> {}));
  }

  @Override
  public SiteLeftovers leftovers(PopClient client) {
    return host.leftovers(client);
  }

  @Override
  public void close() {
    host.close();
  }
}
