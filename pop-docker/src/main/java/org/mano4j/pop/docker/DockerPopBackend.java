package org.mano4j.pop.docker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.Image;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.PullProgress;
import org.mano4j.pop.Resources;
import org.mano4j.pop.server.BackendCapability;
import org.mano4j.pop.server.InstanceListener;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;
import org.mano4j.pop.server.PopBackend;
import org.mano4j.pop.server.StartedInstance;

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

  private static final int LEAST_OF_A_NAME = 2;

  private final DockerPopConfig config;
  private volatile @Nullable Opened opened;
  private volatile boolean closed;

  DockerPopBackend(DockerPopConfig config) {
    new EngineAddress(config.engine(), config.tlsDirectory()); // Refuses what is none.
    this.config = config;
  }

  /** Prepares one for the local engine. */
  public static DockerPopBuilder builder() {
    return new DockerPopBuilder();
  }

  /** Whether the engine is there; OPENING until {@link #open} has returned. Does not block. */
  public EngineState state() {
    Opened using = opened;
    if (using == null) {
      return closed ? EngineState.CLOSED : EngineState.OPENING;
    }
    return using.engine.state();
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
    ExecutorService threads = Executors.newCachedThreadPool(engine.named("call"));
    DockerImages images = new DockerImages(engine, config);
    DockerInstances instances = new DockerInstances(engine, config, labels, images::fetch, threads);
    DockerNetworks networks = new DockerNetworks(engine, config, labels);
    InstanceWatch watch = new InstanceWatch(engine, instances, listener);
    EngineLife life = new EngineLife(engine, instances.containers(), watch, instances);
    opened = new Opened(engine, threads, instances, networks, images, watch, life);
    engine.open(life);
    networks.open();
  }

  @Override
  public List<InstanceState> instances() {
    Opened using = opened();
    List<InstanceState> found = using.instances.all();
    using.watch.keep(
        found.stream()
            .filter(InstanceState::running)
            .map(InstanceState::id)
            .collect(Collectors.toSet()));
    using.life.found();
    return found;
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
  public void checkName(String name) {
    if (name.length() < LEAST_OF_A_NAME) {
      throw new PopException(
          Code.INVALID_ARGUMENT,
          PopReason.INVALID_FIELD,
          "invalid container name '" + name + "' (name): a Docker Engine wants two characters");
    }
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
    Opened using = opened();
    using.watch.starting(spec.id());
    try {
      StartedInstance started =
          new PresentNetworks(using.networks::idOf).start(spec, using.instances::start);
      using.watch.started(spec.id(), started.remark());
      return started;
    } catch (RuntimeException e) {
      using.watch.notStarted(spec.id());
      using.life.startFailed();
      throw e;
    }
  }

  @Override
  public void stop(String instanceId, Duration grace) {
    Opened using = opened();
    using.watch.stopping(instanceId);
    try {
      using.instances.stop(instanceId, grace);
    } catch (RuntimeException e) {
      using.watch.notStopped(instanceId);
      throw e;
    }
    using.watch.stopped(instanceId, using.instances.exitCode(instanceId));
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
    closed = true;
    opened = null;
    if (closing != null) {
      closing.threads.shutdown();
      closing.images.close();
      closing.watch.close();
      closing.life.close();
      closing.engine.close();
    }
  }

  private Opened opened() {
    Opened using = opened;
    if (using == null) {
      throw new IllegalStateException("this backend is not open");
    }
    return using;
  }

  /** What there is from {@code open} to {@code close}. */
  private record Opened(
      Engine engine,
      ExecutorService threads,
      DockerInstances instances,
      DockerNetworks networks,
      DockerImages images,
      InstanceWatch watch,
      EngineLife life) {}
}
