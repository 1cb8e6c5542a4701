package org.mano4j.samples.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Container;
import org.mano4j.pop.Filter;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.Subnet;
import org.mano4j.pop.server.PasswordHash;
import org.mano4j.samples.popd.DockerVariables;
import org.mano4j.samples.popd.PopdServer;
import org.mano4j.samples.timeline.TimelineTaps;

/**
 * A Pop on the Docker Engine that Docker's own variables name: {@code popd}, as a process or in
 * this JVM. Networks that it makes for the descriptor's links it removes at the end; those that
 * were there it uses and leaves.
 */
final class DockerPop implements SitePop {

  /** Quick to check; the password is random and the server listens on loopback only. */
  private static final int BCRYPT_COST = 4;

  private static final String POPD = "popd";

  /** The network of containers that ask for none: one that every engine has, and never removes. */
  private static final String NO_NETWORK = "none";

  private final PopCredentials credentials =
      new PopCredentials("demo", UUID.randomUUID().toString());
  private final SitePlan plan;
  private final @Nullable SiteProcesses processes;
  private final SiteFolder folder;
  private final Consumer<String> progress;
  private final EngineLock lock;
  private final List<String> madeNetworks = new ArrayList<>();
  private @Nullable PopHost host;
  private @Nullable PopClient client;

  /**
   * A Pop.
   *
   * @param processes where it is one more; null to have it in this JVM
   * @param folder for its configuration and state
   */
  DockerPop(
      SitePlan plan,
      @Nullable SiteProcesses processes,
      SiteFolder folder,
      Consumer<String> progress) {
    this.plan = plan;
    this.processes = processes;
    this.folder = folder;
    this.progress = progress;
    this.lock = new EngineLock(System.getenv().getOrDefault("DOCKER_HOST", ""));
  }

  @Override
  public void begin() {
    lock.take(progress);
    Path file = folder.write("popd.toml", configuration());
    PopHost made =
        processes == null
            ? new JvmPopHost(PopdServer.of(file, System.getenv()))
            : new ProcessPopHost(
                processes.add(POPD, List.of("--config", file.toString()), Map.of()));
    host = made;
    made.begin();
  }

  private String configuration() {
    return new TomlText()
        .put("PopName", "mano4j-demo-" + ProcessHandle.current().pid())
        .put("Netaddr", "127.0.0.1:0")
        .put("StateDirectory", folder.path().resolve("state").toString())
        .put("Sync", false)
        .put("LogLevel", 3)
        .put(
            "Images",
            plan.images().stream().filter(image -> !SippImages.NAMES.contains(image)).toList())
        .table("Users", credentials.username())
        .put("HashedPassword", PasswordHash.of(credentials.password(), BCRYPT_COST).text())
        .table("Networks")
        .put("Default", NO_NETWORK)
        .put("Refresh", "500 ms") // others may take addresses in a network that was there
        .put("Offered", List.copyOf(plan.networks().keySet()))
        .toString();
  }

  private PopHost host() {
    PopHost made = host;
    if (made == null) {
      throw new IllegalStateException("the Pop was not started");
    }
    return made;
  }

  @Override
  public void start() {
    host().start();
  }

  @Override
  public PopEndpoint endpoint() {
    return host().endpoint();
  }

  @Override
  public PopCredentials credentials() {
    return credentials;
  }

  @Override
  public void offer(SitePlan plan, PopClient user) {
    client = user;
    List<String> missing =
        plan.images().stream()
            .filter(SippImages.NAMES::contains)
            .filter(image -> user.image(Filter.byName(image)).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      new SippImages(folder, progress).make(missing);
    }
    plan.networks().forEach((name, range) -> makeNetwork(user, name, range));
  }

  private void makeNetwork(PopClient user, String name, String range) {
    if (user.network(Filter.byName(name)).isPresent()) {
      return;
    }
    NetworkConfig wanted = NetworkConfig.of(name);
    try {
      user.createNetwork(
          range.isEmpty() ? wanted : wanted.withSubnets(List.of(new Subnet(range, ""))));
      madeNetworks.add(name);
    } catch (PopException e) {
      if (!e.reason().equals(PopReason.NAME_TAKEN)) {
        throw e;
      }
    }
  }

  @Override
  public void watch(TimelineTaps taps) {
    DockerVariables docker = DockerVariables.of(System.getenv());
    taps.engine(docker.engine(), docker.tls());
  }

  @Override
  public SiteLeftovers leftovers(PopClient user) {
    return host().leftovers(user);
  }

  @Override
  public void close() {
    try (Closing closing = new Closing()) {
      closing.later(lock);
      if (host != null) {
        closing.later(host::close);
      }
      if (client != null) {
        PopClient user = client;
        madeNetworks.forEach(name -> closing.later(() -> removeNetwork(user, name)));
        closing.later(() -> removeContainers(user));
      }
    }
  }

  /** Those that a service has left which could not be terminated. */
  private static void removeContainers(PopClient user) {
    for (Container container : user.containers(Filter.all())) {
      user.delete(Filter.byId(container.id()));
    }
  }

  private void removeNetwork(PopClient user, String name) {
    try {
      user.deleteNetwork(Filter.byName(name));
    } catch (PopException e) {
      if (!e.reason().equals(PopReason.NETWORK_IN_USE)) {
        throw e;
      }
      progress.accept("The network stays: " + e.text());
    }
  }
}
