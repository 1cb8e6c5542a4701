package org.mano4j.pop.docker;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mano4j.pop.server.SubnetPool;

/** Collects what a {@link DockerPopBackend} is to use. Not thread-safe. */
public final class DockerPopBuilder {

  private static final URI LOCAL = URI.create("unix:///var/run/docker.sock");

  private final DockerPopConfigBuilder config =
      DockerPopConfigBuilder.builder()
          .engine(LOCAL)
          .popName("pop")
          .images(List.of())
          .registries(List.of())
          .networks(List.of())
          .defaultNetwork("private")
          .networkDriver("bridge")
          .defaultSubnets(List.of(new SubnetPool("172.16.0.0/12", 16)));

  private final Map<String, RegistryLogin> registries = new LinkedHashMap<>();

  DockerPopBuilder() {}

  /**
   * Where the engine listens: {@code unix:///var/run/docker.sock} (the default) or {@code
   * tcp://host:2376}.
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
   * Where the last output of instances that have ended is kept, and their exit codes. Default: in
   * memory, so that a restart forgets it.
   */
  public DockerPopBuilder outputDirectory(Path value) {
    config.outputDirectory(Objects.requireNonNull(value, "outputDirectory"));
    return this;
  }

  /** The platform, not connected yet. */
  public DockerPopBackend build() {
    return new DockerPopBackend(config());
  }

  DockerPopConfig config() {
    return config.registries(List.copyOf(registries.values())).build();
  }
}
