package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** The way to the engine. Thread-safe. */
final class Engine implements AutoCloseable {

  private static final int MAX_CONNECTIONS = 100;

  /** For calls that answer once: none of them may hang for ever. */
  private final DockerClient calls;

  /** For calls whose answer goes on. */
  private final DockerClient streams;

  Engine(DockerPopConfig config) {
    this.calls = client(config, Duration.ofMinutes(2));
    this.streams = client(config, null);
  }

  /**
   * Asks the engine once.
   *
   * @param what what the call is for: the words after "cannot"
   * @throws PopException what the engine said, in the Pop's words
   */
  <T> T call(String what, Function<DockerClient, T> call) {
    try {
      return call.apply(calls);
    } catch (PopException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PopException(
          Code.UNKNOWN, PopReason.PLATFORM_FAILED, "cannot " + what + ": " + e.getMessage(), e);
    }
  }

  /** For calls whose answer goes on: output, events, pulls. */
  DockerClient streams() {
    return streams;
  }

  @Override
  public void close() {
    try {
      calls.close();
      streams.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot leave the engine", e);
    }
  }

  private static DockerClient client(DockerPopConfig config, @Nullable Duration answerTime) {
    Path tls = config.tlsDirectory();
    DefaultDockerClientConfig.Builder options =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(config.engine().toString())
            .withDockerTlsVerify(tls != null);
    if (tls != null) {
      options.withDockerCertPath(tls.toString());
    }
    DockerClientConfig built = options.build();
    ZerodepDockerHttpClient.Builder transport =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(built.getDockerHost())
            .sslConfig(built.getSSLConfig())
            .maxConnections(MAX_CONNECTIONS);
    if (answerTime != null) {
      transport.responseTimeout(answerTime);
    }
    return DockerClientImpl.getInstance(built, transport.build());
  }
}
