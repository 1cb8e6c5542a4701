package org.mano4j.samples.popd;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.config.Config;
import org.mano4j.config.Table;
import org.mano4j.pop.docker.DockerPopBuilder;
import org.mano4j.pop.docker.RegistryLogin;

/**
 * The engine, and what is kept there.
 *
 * @param address of the engine
 * @param tls where the certificates for it are; null for plain text
 * @param autoRemove whether the engine's container goes when it has ended
 * @param images listed before they are there
 * @param registries as whom images are got
 */
record EngineKeys(
    URI address,
    @Nullable Path tls,
    boolean autoRemove,
    List<String> images,
    List<RegistryLogin> registries) {

  static final URI LOCAL = URI.create("unix:///var/run/docker.sock");

  private static final String HOST = "DockerdHost";
  private static final String TLS = "DockerdTLSPath";
  private static final String FORM =
      "must be unix:///path/of/the/socket, or tcp://host:port; other ways to an engine are not"
          + " supported";

  /**
   * What neither the file nor its variables say is taken from the variables of Docker's own tools.
   *
   * @param keepEnded whether the command line says so
   */
  static EngineKeys read(Config config, Map<String, String> environment, boolean keepEnded) {
    Table top = config.top();
    Optional<String> said = Keys.text(top, HOST);
    String host = said.orElse(DockerVariables.host(environment));
    URI address = LOCAL;
    if (!host.isEmpty()) {
      Optional<URI> parsed = parse(host);
      parsed.ifPresentOrElse(
          uri -> {}, () -> top.problem(HOST, (said.isPresent() ? "" : "or DOCKER_HOST ") + FORM));
      address = parsed.orElse(LOCAL);
    }
    Path tls = Keys.path(top, TLS).orElse(null);
    if (tls == null && said.isEmpty()) {
      tls = DockerVariables.certificates(environment);
    }
    if (tls != null && !isComplete(tls)) {
      top.problem(TLS, "must be a folder with ca.pem, cert.pem and key.pem, but is " + tls);
    }
    boolean autoRemove = top.flag("AutoRemove").orElse(true) && !keepEnded;
    List<String> images = top.texts("Images").orElse(List.of());
    return new EngineKeys(
        address, tls, autoRemove, images, RegistryKeys.read(config.table("Registries")));
  }

  void applyTo(DockerPopBuilder docker) {
    docker.engine(address).keepEnded(!autoRemove).images(images);
    registries.forEach(docker::registry);
    if (tls != null) {
      docker.tls(tls);
    }
  }

  private static boolean isComplete(Path folder) {
    return Stream.of("ca.pem", "cert.pem", "key.pem")
        .allMatch(name -> Files.isReadable(folder.resolve(name)));
  }

  private static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean local = "unix".equals(uri.getScheme()) && text.startsWith("unix:///");
      boolean remote = "tcp".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0;
      return local || remote ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
