package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The Docker Engine that runs already, which others use at the same time: nothing there may be
 * touched that the test has not made. {@code -Dmano4j.docker} says where it is, by default {@code
 * unix:///var/run/docker.sock}.
 */
final class LiveEngine {

  private static final Duration ANSWER_TIME = Duration.ofSeconds(60);

  static {
    // What never comes is told soon enough, and an engine that is busy may take longer than 10 s.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  private LiveEngine() {}

  /** Where it is. */
  static URI uri() {
    return URI.create(System.getProperty("mano4j.docker", "unix:///var/run/docker.sock"));
  }

  /**
   * A client of the one that runs, with the test images; to be closed.
   *
   * <p>Skips the test that calls this, or fails it with {@code mano4j.live=true}, without an
   * engine.
   */
  static DockerClient require() {
    DockerClient docker = client(uri());
    try {
      docker.pingCmd().exec();
      docker.inspectImageCmd("mano4j-test/exit").exec();
    } catch (RuntimeException e) {
      String none =
          "no Docker Engine with the test images at "
              + uri()
              + " ("
              + e.getMessage()
              + "); 'build/live/engine.sh images' imports them";
      if (Boolean.getBoolean("mano4j.live")) {
        Assertions.fail(none, e);
      }
      Assumptions.abort(none);
    }
    return docker;
  }

  /** A client of its own, to be closed. */
  static DockerClient client(URI engine) {
    DockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(engine.toString())
            .withDockerTlsVerify(false)
            .build();
    return DockerClientImpl.getInstance(
        config,
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .responseTimeout(ANSWER_TIME)
            .build());
  }

  /** What a command in a container writes. */
  static String run(DockerClient docker, String container, String command) {
    String exec =
        docker
            .execCreateCmd(container)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withCmd("/bin/sh", "-c", command)
            .exec()
            .getId();
    StringBuilder output = new StringBuilder();
    ResultCallback.Adapter<Frame> written =
        new ResultCallback.Adapter<>() {
          @Override
          public void onNext(Frame frame) {
            output.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
          }
        };
    try {
      if (!docker.execStartCmd(exec).exec(written).awaitCompletion(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("'" + command + "' in " + container + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return output.toString();
  }
}
