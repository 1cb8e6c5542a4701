package org.mano4j.pop.docker;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Collects what a {@link DockerPopBackend} is to use. Not thread-safe. */
public final class DockerPopBuilder {

  private static final URI LOCAL = URI.create("unix:///var/run/docker.sock");

  private final DockerPopConfigBuilder config =
      DockerPopConfigBuilder.builder()
          .engine(LOCAL)
          .popName("pop")
          .images(List.of())
          .networks(List.of())
          .defaultNetwork("private")
          .stateListener(state -> {});

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
   */
  public DockerPopBuilder images(List<String> value) {
    config.images(value);
    return this;
  }

  /**
   * Networks by name that containers may be attached to although the Pop has not made them.
   * Default: none.
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
    return new DockerPopBackend(config.build());
  }
}
