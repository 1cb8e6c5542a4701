package org.mano4j.pop.docker;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/**
 * Where the engine listens, and whether by TLS.
 *
 * @param uri {@code unix:///path} or {@code tcp://host:port}
 * @param tlsDirectory null for plain text
 */
record EngineAddress(URI uri, @Nullable Path tlsDirectory) {

  private static final List<String> TLS_FILES = List.of("ca.pem", "cert.pem", "key.pem");

  /** Refuses what is no address of an engine. */
  EngineAddress {
    switch (String.valueOf(uri.getScheme())) {
      case "unix" -> {
        if (uri.getPath() == null || uri.getPath().length() < 2 || uri.getAuthority() != null) {
          throw malformed(uri, "a path is missing, as in unix:///var/run/docker.sock");
        }
        if (tlsDirectory != null) {
          throw malformed(uri, "TLS is for tcp:// only; leave the TLS directory out");
        }
      }
      case "tcp" -> {
        if (uri.getHost() == null || uri.getPort() < 1) {
          throw malformed(uri, "host and port are needed, as in tcp://host:2376");
        }
      }
      case "http", "https" ->
          throw malformed(uri, "write tcp://host:port; a TLS directory makes it TLS");
      default -> throw malformed(uri, "it has to begin with unix:/// or tcp://");
    }
  }

  /**
   * What docker-java is to use. Nothing else gets in: neither {@code DOCKER_HOST} and its like, nor
   * files of docker-java or of Docker's own tools in the home folder, since the engine that the
   * operator has named must be the one that is used. Paths carry no API version: the engine takes
   * its newest.
   *
   * @throws PopException FAILED_PRECONDITION, naming the TLS file that is missing or no good
   */
  DockerClientConfig clientConfig() {
    DefaultDockerClientConfig.Builder options =
        new DefaultDockerClientConfig.Builder()
            .withDockerHost(uri.toString())
            .withDockerTlsVerify(false);
    if (tlsDirectory != null) {
      options.withCustomSslConfig(tls(tlsDirectory));
    }
    return options.build();
  }

  private LocalDirectorySSLConfig tls(Path directory) {
    List<String> missing =
        TLS_FILES.stream().filter(file -> !Files.isReadable(directory.resolve(file))).toList();
    if (!missing.isEmpty()) {
      throw unusable(
          "the TLS directory "
              + directory
              + (Files.isDirectory(directory)
                  ? " has no readable " + String.join(", ", missing)
                  : " is not there"),
          null);
    }
    LocalDirectorySSLConfig files = new LocalDirectorySSLConfig(directory.toString());
    try {
      files.getSSLContext();
    } catch (RuntimeException e) {
      throw unusable(
          "ca.pem, cert.pem or key.pem in "
              + directory
              + " is no good: "
              + EngineFailure.root(e).getMessage(),
          e);
    }
    return files;
  }

  private PopException unusable(String why, @Nullable Throwable cause) {
    return new PopException(
        Code.FAILED_PRECONDITION,
        PopReason.PLATFORM_FAILED,
        "cannot reach the Docker Engine at "
            + uri
            + " by TLS: "
            + why
            + "; the files are the client's, as Docker's own tools want them",
        cause);
  }

  private static IllegalArgumentException malformed(URI uri, String why) {
    return new IllegalArgumentException("'" + uri + "' is no address of a Docker Engine: " + why);
  }
}
