package org.mano4j.pop.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

  /** Long enough for a caller to see it run. */
  private static final Duration SHORT_LIFE = Duration.ofMillis(50);

  private final InMemoryImages images;
  private final InMemoryNetworks networks;
  private final InMemoryInstances instances = new InMemoryInstances();
  private final InMemoryTrouble pulls = new InMemoryTrouble();
  private final InMemoryTrouble starts = new InMemoryTrouble();
  private final InMemoryTrouble stops = new InMemoryTrouble();
  private final Resources capacity;
  private final Map<String, Integer> exitCodes;
  private final Set<String> broken;
  private final Set<String> withoutCommand;
  private volatile @Nullable InstanceListener listener;

  private InMemoryPopBackend(Builder builder) {
    this.images = new InMemoryImages(builder.images, builder.anyImage);
    this.networks = new InMemoryNetworks(builder.networks);
    this.capacity = builder.capacity;
    this.exitCodes = Map.copyOf(builder.exitCodes);
    this.broken = Set.copyOf(builder.broken);
    this.withoutCommand = Set.copyOf(builder.withoutCommand);
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
    return instances.byName();
  }

  /**
   * Ends a running instance as if by itself.
   *
   * @param instanceId the container's id
   * @throws IllegalArgumentException if it does not run
   */
  public void exit(String instanceId, int exitCode) {
    if (!end(instanceId, exitCode)) {
      throw instances.notRunning(instanceId);
    }
  }

  /**
   * Writes as a running instance. What it has written is kept until its container is deleted or
   * reset, the last 1 MiB of it.
   *
   * @throws IllegalArgumentException if it does not run
   */
  public void write(String instanceId, LogChunk.Stream stream, String text) {
    instances.write(instanceId, stream, text);
  }

  /**
   * Has something to say of a running instance, see {@link InstanceListener#noted}.
   *
   * @throws IllegalArgumentException if it does not run
   */
  public void note(String instanceId, String remark) {
    if (!instances.runs(instanceId)) {
      throw instances.notRunning(instanceId);
    }
    InstanceListener told = listener;
    if (told != null) {
      told.noted(instanceId, remark);
    }
  }

  /**
   * Tells from now on what a running instance uses; it is nothing before that.
   *
   * @param used of the instance whose id is in it
   * @throws IllegalArgumentException if it does not run
   */
  public void use(ContainerStats used) {
    instances.use(used);
  }

  /** Makes the next pull fail with this text. Several calls add up. */
  public void failNextPull(String text) {
    pulls.failNext(text);
  }

  /** Makes every pull from now on wait at the gate returned. */
  public Gate holdPulls() {
    return pulls.hold();
  }

  /** Makes the next start fail with this text. Several calls add up. */
  public void failNextStart(String text) {
    starts.failNext(text);
  }

  /** Makes the next stop fail with this text; the instance goes on. Several calls add up. */
  public void failNextStop(String text) {
    stops.failNext(text);
  }

  /** Makes addresses of a network belong to others than its instances, instead of those before. */
  public void setForeignAddresses(String network, Collection<String> addresses) {
    networks.setForeignAddresses(network, addresses);
  }

  /** Makes every start from now on wait at the gate returned. */
  public Gate holdStarts() {
    return starts.hold();
  }

  /** Makes every stop from now on wait at the gate returned. */
  public Gate holdStops() {
    return stops.hold();
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
    return instances.states();
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
  public void check(Image image) {
    String name = image.names().isEmpty() ? image.id() : image.names().get(0);
    if (withoutCommand.contains(name)) {
      throw new PopException(
          PopException.Code.FAILED_PRECONDITION,
          "image '" + name + "' has no command, so nothing could run in a container of it");
    }
  }

  @Override
  public List<Network> networks() {
    return networks.all();
  }

  @Override
  public Network createNetwork(NetworkConfig config) {
    return networks.create(config);
  }

  @Override
  public void deleteNetwork(String networkId) {
    networks.delete(networkId);
  }

  @Override
  public List<String> foreignAddresses(Network network) {
    return networks.foreignAddresses(network.name());
  }

  @Override
  public StartedInstance start(InstanceSpec spec) {
    starts.meet("the start of '" + spec.name() + "'");
    String image = spec.image().names().get(0);
    if (broken.contains(image)) {
      throw new PopException(
          PopException.Code.UNKNOWN,
          "image " + image + " cannot be started: it is here to try failures with");
    }
    instances.add(spec);
    Integer exitCode = exitCodes.get(image);
    if (exitCode != null) {
      CompletableFuture.delayedExecutor(SHORT_LIFE.toNanos(), TimeUnit.NANOSECONDS)
          .execute(() -> end(spec.id(), exitCode));
    }
    return StartedInstance.of(List.of("run", image));
  }

  @Override
  public void stop(String instanceId, Duration grace) {
    stops.meet("the stop of '" + instanceId + "'");
    instances.end(instanceId, null);
  }

  @Override
  public void forget(String instanceId) {
    instances.forget(instanceId);
  }

  @Override
  public Image pull(String reference, Consumer<PullProgress> progress) {
    pulls.meet("the pull of '" + reference + "'");
    return images.pull(reference, progress);
  }

  @Override
  public void logs(String instanceId, LogOptions options, Consumer<LogChunk> output) {
    instances.read(instanceId, options, output);
  }

  @Override
  public ContainerStats stats(String instanceId) {
    return instances.stats(instanceId);
  }

  @Override
  public Resources capacity() {
    return capacity;
  }

  @Override
  public void close() {
    listener = null;
  }

  /** Whether it ran. */
  private boolean end(String instanceId, int exitCode) {
    boolean ran = instances.end(instanceId, exitCode);
    InstanceListener told = listener;
    if (ran && told != null) {
      told.exited(instanceId, exitCode);
    }
    return ran;
  }

  /** Collects what an {@link InMemoryPopBackend} offers. Not thread-safe. */
  public static final class Builder {

    private final Map<String, Image> images = new LinkedHashMap<>();
    private final List<Network> networks = new ArrayList<>();
    private final Map<String, Integer> exitCodes = new LinkedHashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final Set<String> withoutCommand = new HashSet<>();
    private boolean anyImage;
    private Resources capacity = Resources.UNKNOWN;

    private Builder() {}

    /** Offers an image of this name, such as {@code web:1.2}. */
    public Builder image(String name) {
      images.put(name, InMemoryImages.imageOf(name));
      return this;
    }

    /** Offers an image of this name whose instances end by themselves soon after their start. */
    public Builder exitingImage(String name, int exitCode) {
      exitCodes.put(name, exitCode);
      return image(name);
    }

    /** Offers an image of this name whose instances cannot be started. */
    public Builder brokenImage(String name) {
      broken.add(name);
      return image(name);
    }

    /** Offers an image of this name that no container can be made of, having no command. */
    public Builder imageWithoutCommand(String name) {
      withoutCommand.add(name);
      return image(name);
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
