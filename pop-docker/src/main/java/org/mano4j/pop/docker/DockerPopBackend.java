package org.mano4j.pop.docker;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Image;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PullProgress;
import org.mano4j.pop.server.BackendCapability;
import org.mano4j.pop.server.InstanceListener;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;
import org.mano4j.pop.server.PopBackend;
import org.mano4j.pop.server.StartedInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Docker Engine as the platform of a Pop. Everything it makes there carries labels, by which it
 * finds its own again after a restart; it touches nothing else.
 *
 * <pre>{@code
 * PopBackend docker = DockerPopBackend.builder().popName("site-1").build();
 * PopServer server = PopServer.builder(docker).name("site-1").user("admin", password).build();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class DockerPopBackend implements PopBackend {

  private static final Logger LOG = LoggerFactory.getLogger(DockerPopBackend.class);

  private final DockerPopConfig config;
  private volatile @Nullable Opened opened;

  DockerPopBackend(DockerPopConfig config) {
    this.config = config;
  }

  /** Prepares one for the local engine. */
  public static DockerPopBuilder builder() {
    return new DockerPopBuilder();
  }

  @Override
  public String type() {
    return "docker";
  }

  @Override
  public Set<BackendCapability> capabilities() {
    return Set.of(BackendCapability.NETWORKS, BackendCapability.PULL);
  }

  @Override
  public void open(String owner, InstanceListener listener) {
    Engine engine = new Engine(config);
    Labels labels = new Labels(owner, config.popName());
    DockerInstances instances = new DockerInstances(engine);
    DockerNetworks networks = new DockerNetworks(engine, config, labels);
    EngineEvents events =
        new EngineEvents(
            engine,
            owner,
            (id, exitCode) ->
                CompletableFuture.runAsync(
                    () -> {
                      instances.remove(id);
                      listener.exited(id, exitCode);
                    }));
    opened =
        new Opened(engine, labels, instances, networks, new DockerImages(engine, config), events);
    networks.open();
    LOG.info("Pop '{}' uses the Docker Engine at {}", config.popName(), config.engine());
  }

  @Override
  public List<InstanceState> instances() {
    return opened().instances.all(opened().labels);
  }

  @Override
  public List<Image> images() {
    return opened().images.all();
  }

  @Override
  public Optional<Image> image(String reference) {
    return opened().images.find(reference);
  }

  @Override
  public void check(Image image) {
    opened().images.check(image);
  }

  @Override
  public Image pull(String reference, Consumer<PullProgress> progress) {
    return opened().images.pull(reference, progress);
  }

  @Override
  public List<Network> networks() {
    return opened().networks.all();
  }

  @Override
  public StartedInstance start(InstanceSpec spec) {
    return opened().instances.start(spec, opened().labels);
  }

  @Override
  public void stop(String instanceId, Duration grace) {
    opened().instances.stop(instanceId, grace);
  }

  @Override
  public Network createNetwork(NetworkConfig wanted) {
    return opened().networks.create(wanted);
  }

  @Override
  public void deleteNetwork(String networkId) {
    opened().networks.delete(networkId);
  }

  @Override
  public List<String> foreignAddresses(Network network) {
    return opened().networks.foreignAddresses(network);
  }

  @Override
  public List<String> takenSubnets() {
    return opened().networks.takenSubnets();
  }

  @Override
  public void close() {
    Opened closing = opened;
    opened = null;
    if (closing != null) {
      closing.images.close();
      closing.events.close();
      closing.engine.close();
    }
  }

  private Opened opened() {
    return Objects.requireNonNull(opened, "this backend is not open");
  }

  /** What there is from {@code open} to {@code close}. */
  private record Opened(
      Engine engine,
      Labels labels,
      DockerInstances instances,
      DockerNetworks networks,
      DockerImages images,
      EngineEvents events) {}
}
