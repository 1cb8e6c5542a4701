package org.mano4j.pop.docker;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.mano4j.pop.server.SubnetPool;

/**
 * Collects what a {@link DockerPopBackend} is to use. Not thread-safe.
 *
 * <p><b>What a container may do.</b> No more than its flavour names, also if it runs as root: every
 * capability is dropped but those of {@link org.mano4j.pop.Flavour#capabilities}, and no setuid
 * program gives it more. The flavour without limits names none, which is enough for most network
 * functions: processes that serve, on any port, and write where their user may. Those that want
 * more, such as {@code NET_ADMIN} for addresses and routes, {@code NET_RAW} for raw sockets, {@code
 * SETUID} and {@code SETGID} to become another user, {@code CHOWN}, {@code DAC_OVERRIDE} and {@code
 * FOWNER} for files of others, get a flavour of the Pop that names it ({@code
 * PopServerBuilder.flavour}). A limit that the engine cannot set is refused at the start, with the
 * flavour's name: none is silently left out.
 */
public final class DockerPopBuilder {

  private static final URI LOCAL = URI.create("unix:///var/run/docker.sock");

  private static final int MOST_LINES = 100_000;
  private static final int MOST_BYTES = 16 << 20;
  private static final long LEAST_LOG = 64 << 10;

  private final DockerPopConfigBuilder config =
      DockerPopConfigBuilder.builder()
          .engine(LOCAL)
          .popName("pop")
          .images(List.of())
          .registries(List.of())
          .networks(List.of())
          .defaultNetwork("private")
          .outputLines(1000)
          .outputBytes(256 << 10)
          .logSize(10L << 20)
          .networkDriver("bridge")
          .defaultSubnets(List.of(new SubnetPool("172.16.0.0/12", 16)))
          .stateListener(state -> {});

  private final Map<String, RegistryLogin> registries = new LinkedHashMap<>();

  DockerPopBuilder() {}

  /**
   * Where the engine listens: {@code unix:///var/run/docker.sock} (the default) or {@code
   * tcp://host:2376}. Only this counts: variables such as {@code DOCKER_HOST}, and the settings of
   * Docker's own tools, are not read.
   */
  public DockerPopBuilder engine(URI value) {
    config.engine(Objects.requireNonNull(value, "engine"));
    return this;
  }

  /**
   * A directory with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, as Docker's own tools
   * want it, to reach the engine by TLS. Default: plain text.
   */
  public DockerPopBuilder tls(Path directory) {
    config.tlsDirectory(Objects.requireNonNull(directory, "directory"));
    return this;
  }

  /** What the Pop calls itself; it is a label on everything that is made. Default: {@code pop}. */
  public DockerPopBuilder popName(String value) {
    config.popName(Objects.requireNonNull(value, "popName"));
    return this;
  }

  /**
   * Images by name that are listed before they are there, and pulled at first use. Default: none,
   * so that only what is there is listed.
   *
   * @throws IllegalArgumentException if one is no name of an image
   */
  public DockerPopBuilder images(List<String> value) {
    new ConfiguredImages(value);
    config.images(value);
    return this;
  }

  /**
   * As whom the engine gets images from a registry; may be called once for each. Default: as
   * nobody. What Docker's own tools were told with {@code docker login} is not used, since that is
   * a person's and not the Pop's.
   */
  public DockerPopBuilder registry(RegistryLogin value) {
    Objects.requireNonNull(value, "registry");
    registries.put(value.registry(), value);
    return this;
  }

  /**
   * Networks by name that containers may be attached to although the Pop has not made them, beside
   * those with the label {@code org.mano4j.pop.network} (any value but {@code false}). One that is
   * not there is offered as soon as it is. Default: none.
   */
  public DockerPopBuilder networks(List<String> value) {
    config.networks(value);
    return this;
  }

  /**
   * Name of the network that is made if it is not there, for containers that ask for none; give
   * {@code PopServerBuilder.defaultNetwork} the same. Default: {@code private}.
   */
  public DockerPopBuilder defaultNetwork(String value) {
    config.defaultNetwork(Objects.requireNonNull(value, "defaultNetwork"));
    return this;
  }

  /**
   * Where the default network takes its subnet from if it has to be made: the first one that
   * overlaps with no network of the engine and, for a local engine, no address or route of its
   * host. Default: 172.16.0.0/12 in subnets of /16.
   */
  public DockerPopBuilder defaultSubnets(List<SubnetPool> value) {
    config.defaultSubnets(value);
    return this;
  }

  /**
   * The engine's driver for networks that callers of the Pop make: {@code bridge} (the default), or
   * {@code overlay}, which spans the engines of a Swarm and needs one that is a manager there. The
   * default network is a bridge.
   *
   * @throws IllegalArgumentException from {@link #build} if it is another one
   */
  public DockerPopBuilder networkDriver(String value) {
    config.networkDriver(Objects.requireNonNull(value, "networkDriver"));
    return this;
  }

  /**
   * Whether the engine's container of an instance that has ended stays, renamed and off its
   * networks, until the Pop's container is deleted or reset. Default: it is removed.
   */
  public DockerPopBuilder keepEnded(boolean value) {
    config.keepEnded(value);
    return this;
  }

  /**
   * A directory of this Pop's own, where the last output of instances that have ended is kept, and
   * their exit codes: a file for each, until the Pop's container is deleted or reset. Made if it is
   * not there. Default: in memory, 64 MiB of output together at most, beyond which the oldest is
   * dropped; a restart forgets it.
   */
  public DockerPopBuilder outputDirectory(Path value) {
    config.outputDirectory(Objects.requireNonNull(value, "outputDirectory"));
    return this;
  }

  /**
   * How much of the output of an instance is kept when it has ended: its last lines.
   *
   * @param lines at most so many, 0 (for none) to 100,000; 1000 by default
   * @param bytes at most so many together, 0 to 16 MiB; 256 KiB by default
   */
  public DockerPopBuilder keptOutput(int lines, int bytes) {
    config.outputLines(within("lines", lines, 0, MOST_LINES));
    config.outputBytes(within("bytes", bytes, 0, MOST_BYTES));
    return this;
  }

  /**
   * How much of the output of an instance the engine keeps while it runs, in bytes, at least 64
   * KiB; beyond it the older half is dropped. Default: 10 MiB.
   */
  public DockerPopBuilder logSize(long bytes) {
    if (bytes < LEAST_LOG) {
      throw new IllegalArgumentException(
          "logSize must be at least " + LEAST_LOG + " bytes, but is " + bytes);
    }
    config.logSize(bytes);
    return this;
  }

  /**
   * Told whenever the way to the engine changes its state, in order of the changes, by a thread of
   * the backend; is to return at once. Default: nobody is told.
   */
  public DockerPopBuilder stateListener(Consumer<EngineState> value) {
    config.stateListener(Objects.requireNonNull(value, "stateListener"));
    return this;
  }

  /**
   * The platform, not connected yet.
   *
   * @throws IllegalArgumentException the engine's address is none, and why
   */
  public DockerPopBackend build() {
    return new DockerPopBackend(config());
  }

  DockerPopConfig config() {
    return config.registries(List.copyOf(registries.values())).build();
  }

  private static int within(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " must be " + least + " to " + most + ", but is " + value);
    }
    return value;
  }
}
