package org.mano4j.pop.docker;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.Image;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PullProgress;
import org.mano4j.pop.Resources;
import org.mano4j.pop.server.BackendCapability;
import org.mano4j.pop.server.InstanceEnd;
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
    return Set.of(
        BackendCapability.NETWORKS,
        BackendCapability.PULL,
        BackendCapability.LOGS,
        BackendCapability.STATS);
  }

  @Override
  public void open(String owner, InstanceListener listener) {
    Engine engine = new Engine(config);
    Labels labels = new Labels(owner, config.popName());
    ExecutorService threads = Executors.newCachedThreadPool(DockerPopBackend::thread);
    DockerImages images = new DockerImages(engine, config);
    DockerInstances instances = new DockerInstances(engine, config, labels, images::fetch, threads);
    DockerNetworks networks = new DockerNetworks(engine, config, labels);
    EngineEvents events =
        new EngineEvents(
            engine,
            owner,
            (id, exitCode) ->
                CompletableFuture.runAsync(
                    () -> {
                      if (instances.finish(id, null, InstanceEnd.of(exitCode))) {
                        listener.exited(id, exitCode);
                      }
                    }));
    opened = new Opened(engine, labels, threads, instances, networks, images, events);
    networks.open();
    LOG.info("Pop '{}' uses the Docker Engine at {}", config.popName(), config.engine());
  }

  @Override
  public List<InstanceState> instances() {
    return opened().instances.all();
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
    Opened open = opened();
    return new PresentNetworks(open.networks::idOf).start(spec, open.instances::start);
  }

  @Override
  public void stop(String instanceId, Duration grace) {
    opened().instances.stop(instanceId, grace);
  }

  @Override
  public void forget(String instanceId) {
    opened().instances.forget(instanceId);
  }

  @Override
  public void logs(String instanceId, LogOptions options, Consumer<LogChunk> output) {
    opened().instances.logs(instanceId, options, output);
  }

  @Override
  public ContainerStats stats(String instanceId) {
    return opened().instances.stats(instanceId);
  }

  @Override
  public Resources capacity() {
    return opened().instances.capacity();
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
      closing.instances.close();
      closing.threads.shutdown();
      closing.images.close();
      closing.events.close();
      closing.engine.close();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "docker-call");
    thread.setDaemon(true);
    return thread;
  }

  private Opened opened() {
    return Objects.requireNonNull(opened, "this backend is not open");
  }

  /** What there is from {@code open} to {@code close}. */
  private record Opened(
      Engine engine,
      Labels labels,
      ExecutorService threads,
      DockerInstances instances,
      DockerNetworks networks,
      DockerImages images,
      EngineEvents events) {}
}
