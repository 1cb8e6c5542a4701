package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one life of an engine.
 *
 * @param calls for calls that answer once: none of them may hang for ever
 * @param probes for asking whether it is there: few, and soon given up
 * @param streams for calls whose answer goes on
 */
record EngineClients(DockerClient calls, DockerClient probes, DockerClient streams) {

  /** The slowest call, a start, takes seconds on an engine that is busy. */
  static final Duration ANSWER_TIME = Duration.ofMinutes(2);

  /** Of a question that an engine answers from memory. */
  static final Duration PROBE_TIME = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(EngineClients.class);
  private static final Duration CONNECT_TIME = Duration.ofSeconds(10);
  private static final int MAX_CALLS = 100;

  /** The server bounds how many follow output at once; an end or a pull must not wait for them. */
  private static final int MAX_STREAMS = Integer.MAX_VALUE;

  /** Does not connect yet. */
  static EngineClients to(EngineAddress address, ExecutorService readers) {
    DockerClientConfig config = address.clientConfig();
    return new EngineClients(
        DockerClientImpl.getInstance(
            config, new BoundedHttpClient(transport(config, MAX_CALLS), ANSWER_TIME, readers)),
        DockerClientImpl.getInstance(
            config, new BoundedHttpClient(transport(config, MAX_CALLS), PROBE_TIME, readers)),
        DockerClientImpl.getInstance(config, transport(config, MAX_STREAMS)));
  }

  /** Ends what still waits for an answer, too. May block. */
  void close() {
    for (DockerClient client : new DockerClient[] {streams, probes, calls}) {
      try {
        client.close();
      } catch (IOException e) {
        LOG.debug("connections to the engine did not end well", e);
      }
    }
  }

  private static DockerHttpClient transport(DockerClientConfig config, int connections) {
    return new ZerodepDockerHttpClient.Builder()
        .dockerHost(config.getDockerHost())
        .sslConfig(config.getSSLConfig())
        .maxConnections(connections)
        .connectionTimeout(CONNECT_TIME)
        .build();
  }
}
