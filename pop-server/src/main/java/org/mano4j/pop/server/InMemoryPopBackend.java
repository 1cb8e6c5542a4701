package org.mano4j.pop.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.Image;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PullProgress;
import org.mano4j.pop.Resources;
import org.mano4j.pop.Subnet;

/**
 * A platform that runs nothing but behaves like one: it has images and networks, its instances end
 * when told to, and it fails or hangs on demand. For tests, demos, and as an example of a {@link
 * PopBackend}. Thread-safe.
 */
public final class InMemoryPopBackend implements PopBackend {

  private final InMemoryImages images;
  private final List<Network> networks;
  private final ConcurrentMap<String, Network> createdNetworks = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, List<String>> foreignAddresses = new ConcurrentHashMap<>();
  private final Resources capacity;
  private final ConcurrentMap<String, InstanceSpec> instances = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, InMemoryOutput> outputs = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, ContainerStats> stats = new ConcurrentHashMap<>();
  private final Queue<String> pullFailures = new ConcurrentLinkedQueue<>();
  private final Queue<String> startFailures = new ConcurrentLinkedQueue<>();
  private final Queue<String> stopFailures = new ConcurrentLinkedQueue<>();
  private volatile @Nullable InstanceListener listener;
  private volatile @Nullable Gate pullGate;
  private volatile @Nullable Gate startGate;
  private volatile @Nullable Gate stopGate;

  private InMemoryPopBackend(Builder builder) {
    this.images = new InMemoryImages(builder.images, builder.anyImage);
    this.networks = List.copyOf(builder.networks);
    this.capacity = builder.capacity;
  }

  /** With any image and one network, {@code private}, 172.16.0.0/16. */
  public static InMemoryPopBackend create() {
    return builder().offerAnyImage().network("private", "172.16.0.0/16").build();
  }

  /** With nothing yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** What runs now, ordered by name. */
  public List<InstanceSpec> runningInstances() {
    return instances.values().stream().sorted(Comparator.comparing(InstanceSpec::name)).toList();
  }

  /**
   * Ends a running instance as if by itself.
   *
   * @param instanceId the container's id
   * @throws IllegalArgumentException if it does not run
   */
  public void exit(String instanceId, int exitCode) {
    if (!remove(instanceId)) {
      throw notRunning(instanceId);
    }
    InstanceListener told = listener;
    if (told != null) {
      told.exited(instanceId, exitCode);
    }
  }

  /**
   * Writes as a running instance. What it has written is kept until it ends, the last 1 MiB of it.
   *
   * @throws IllegalArgumentException if it does not run
   */
  public void write(String instanceId, LogChunk.Stream stream, String text) {
    InMemoryOutput output = outputs.get(instanceId);
    if (output == null) {
      throw notRunning(instanceId);
    }
    output.write(LogChunk.of(stream, text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Tells from now on what a running instance uses; it is nothing before that.
   *
   * @param used of the instance whose id is in it
   * @throws IllegalArgumentException if it does not run
   */
  public void use(ContainerStats used) {
    if (!instances.containsKey(used.containerId())) {
      throw notRunning(used.containerId());
    }
    stats.put(used.containerId(), used);
  }

  /** Makes the next pull fail with this text. Several calls add up. */
  public void failNextPull(String text) {
    pullFailures.add(text);
  }

  /** Makes every pull from now on wait at the gate returned. */
  public Gate holdPulls() {
    Gate gate = new Gate();
    pullGate = gate;
    return gate;
  }

  /** Makes the next start fail with this text. Several calls add up. */
  public void failNextStart(String text) {
    startFailures.add(text);
  }

  /** Makes the next stop fail with this text; the instance goes on. Several calls add up. */
  public void failNextStop(String text) {
    stopFailures.add(text);
  }

  /** Makes addresses of a network belong to others than its instances, instead of those before. */
  public void setForeignAddresses(String network, Collection<String> addresses) {
    foreignAddresses.put(network, List.copyOf(addresses));
  }

  /** Makes every start from now on wait at the gate returned. */
  public Gate holdStarts() {
    Gate gate = new Gate();
    startGate = gate;
    return gate;
  }

  /** Makes every stop from now on wait at the gate returned. */
  public Gate holdStops() {
    Gate gate = new Gate();
    stopGate = gate;
    return gate;
  }

  @Override
  public String type() {
    return "memory";
  }

  @Override
  public Set<BackendCapability> capabilities() {
    return Set.of(BackendCapability.values());
  }

  @Override
  public void open(String owner, InstanceListener listener) {
    this.listener = listener;
  }

  @Override
  public List<InstanceState> instances() {
    return instances.keySet().stream().map(InstanceState::running).toList();
  }

  @Override
  public List<Image> images() {
    return images.all();
  }

  @Override
  public Optional<Image> image(String reference) {
    Optional<Image> known = PopBackend.super.image(reference);
    return known.isEmpty() ? images.unlisted(reference) : known;
  }

  @Override
  public List<Network> networks() {
    return Stream.concat(
            networks.stream(),
            createdNetworks.values().stream().sorted(Comparator.comparing(Network::name)))
        .toList();
  }

  @Override
  public Network createNetwork(NetworkConfig config) {
    if (networks.stream().anyMatch(network -> network.name().equals(config.name()))) {
      throw new PopException(
          PopException.Code.ALREADY_EXISTS,
          "network '" + config.name() + "' was there from the beginning");
    }
    return createdNetworks.computeIfAbsent(
        config.name(),
        name ->
            new Network("net-" + name, name, config.external(), config.subnets(), config.mtu()));
  }

  @Override
  public void deleteNetwork(String networkId) {
    createdNetworks.values().removeIf(network -> network.id().equals(networkId));
  }

  @Override
  public List<String> foreignAddresses(Network network) {
    return foreignAddresses.getOrDefault(network.name(), List.of());
  }

  @Override
  public StartedInstance start(InstanceSpec spec) {
    pass(startGate, "the start of '" + spec.name() + "'");
    failIfAsked(startFailures);
    outputs.put(spec.id(), new InMemoryOutput());
    instances.put(spec.id(), spec);
    return StartedInstance.of(List.of("run", spec.image().names().get(0)));
  }

  @Override
  public void stop(String instanceId, Duration grace) {
    pass(stopGate, "the stop of '" + instanceId + "'");
    failIfAsked(stopFailures);
    remove(instanceId);
  }

  @Override
  public Image pull(String reference, Consumer<PullProgress> progress) {
    pass(pullGate, "the pull of '" + reference + "'");
    failIfAsked(pullFailures);
    return images.pull(reference, progress);
  }

  @Override
  public void logs(String instanceId, LogOptions options, Consumer<LogChunk> output) {
    InMemoryOutput written = outputs.get(instanceId);
    if (written == null) {
      throw gone(instanceId);
    }
    written.read(options, output);
  }

  @Override
  public ContainerStats stats(String instanceId) {
    if (!instances.containsKey(instanceId)) {
      throw gone(instanceId);
    }
    return stats.getOrDefault(
        instanceId,
        new ContainerStats(instanceId, Instant.EPOCH, Duration.ZERO, 0, 0, 0, Map.of()));
  }

  @Override
  public Resources capacity() {
    return capacity;
  }

  @Override
  public void close() {
    listener = null;
  }

  private boolean remove(String instanceId) {
    boolean was = instances.remove(instanceId) != null;
    stats.remove(instanceId);
    InMemoryOutput output = outputs.remove(instanceId);
    if (output != null) {
      output.end();
    }
    return was;
  }

  private IllegalArgumentException notRunning(String instanceId) {
    return new IllegalArgumentException(
        "no instance '" + instanceId + "' runs here, only " + instances.keySet());
  }

  private static PopException gone(String instanceId) {
    return new PopException(
        PopException.Code.NOT_FOUND, "no instance '" + instanceId + "' runs here");
  }

  private static void pass(@Nullable Gate gate, String what) {
    if (gate != null) {
      gate.pass(what);
    }
  }

  private static void failIfAsked(Queue<String> failures) {
    String text = failures.poll();
    if (text != null) {
      throw new PopException(PopException.Code.UNKNOWN, text);
    }
  }

  /** Collects what an {@link InMemoryPopBackend} offers. Not thread-safe. */
  public static final class Builder {

    private final Map<String, Image> images = new LinkedHashMap<>();
    private final List<Network> networks = new ArrayList<>();
    private boolean anyImage;
    private Resources capacity = Resources.UNKNOWN;

    private Builder() {}

    /** Offers an image of this name, such as {@code web:1.2}. */
    public Builder image(String name) {
      images.put(name, InMemoryImages.imageOf(name));
      return this;
    }

    /** Offers every image that is asked for by name; it is listed from then on. */
    public Builder offerAnyImage() {
      anyImage = true;
      return this;
    }

    /** What it has; default: not known. Nothing is refused by it. */
    public Builder capacity(Resources value) {
      capacity = Objects.requireNonNull(value, "capacity");
      return this;
    }

    /** Offers an internal network of these addresses; the first one is the gateway. */
    public Builder network(String name, String cidr) {
      return network(name, cidr, IpRange.parse(cidr).firstHost().toString());
    }

    /**
     * Offers an internal network.
     *
     * @param cidr its addresses, such as {@code 172.16.0.0/16} or {@code fd00:1::/64}
     * @param gateway one of them; empty for none
     * @throws IllegalArgumentException if cidr is no subnet, or the name is given already
     */
    public Builder network(String name, String cidr, String gateway) {
      Subnet subnet = new Subnet(IpRange.parse(cidr).toString(), gateway);
      return network(new Network("net-" + name, name, false, List.of(subnet)));
    }

    /**
     * Offers a network of any kind, such as one of several subnets.
     *
     * @throws IllegalArgumentException if the name is given already
     */
    public Builder network(Network network) {
      if (networks.stream().anyMatch(n -> n.name().equals(network.name()))) {
        throw new IllegalArgumentException("there is a network '" + network.name() + "' already");
      }
      networks.add(network);
      return this;
    }

    /** The platform. */
    public InMemoryPopBackend build() {
      return new InMemoryPopBackend(this);
    }
  }
}
