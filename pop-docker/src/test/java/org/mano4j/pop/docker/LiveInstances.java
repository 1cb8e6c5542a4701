package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.Subnet;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;

/** A backend on a real engine, for tests of instances, that leaves nothing there. */
abstract class LiveInstances {

  static final URI ENGINE =
      URI.create(System.getProperty("mano4j.docker", "unix:///var/run/docker.sock"));
  static final String SLEEP = "mano4j-test/sleep";
  static final Duration AT_ONCE = Duration.ZERO;

  @TempDir Path directory;

  final String owner = "instances-" + UUID.randomUUID();
  final Instances.Heard heard = new Instances.Heard();
  final List<String> networks = new ArrayList<>();
  final DockerClient docker = client();
  DockerPopBackend backend = open(builder());

  @BeforeEach
  void theEngineAnswers() {
    docker.pingCmd().exec();
  }

  @AfterEach
  void leaveNothing() throws Exception {
    List<InstanceState> left = backend.instances();
    left.forEach(
        instance -> {
          backend.stop(instance.id(), AT_ONCE);
          backend.forget(instance.id());
        });
    networks.forEach(backend::deleteNetwork);
    backend.close();
    assertThat(containers()).isEmpty();
    docker.close();
  }

  static InstanceSpec sleep() {
    return Instances.spec(SLEEP).build();
  }

  Network network(String name, String cidr) {
    Network made =
        backend.createNetwork(
            NetworkConfig.of("instances-" + name + "-" + UUID.randomUUID())
                .withSubnet(new Subnet(cidr, cidr.replaceFirst("0/24", "1"))));
    networks.add(made.id());
    return made;
  }

  String logs(InstanceSpec spec, LogOptions options) {
    StringBuilder text = new StringBuilder();
    backend.logs(
        spec.id(),
        options,
        chunk ->
            text.append(chunk.stream() == LogChunk.Stream.ERROR ? "ERROR " : "")
                .append(chunk.text()));
    return text.toString();
  }

  InspectContainerResponse inspect(InstanceSpec spec) {
    return docker.inspectContainerCmd(spec.name()).exec();
  }

  String run(InstanceSpec spec, String command) {
    return exec(inspect(spec).getId(), command);
  }

  String exec(String id, String command) {
    String exec =
        docker
            .execCreateCmd(id)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withCmd("sh", "-c", command)
            .exec()
            .getId();
    StringBuilder text = new StringBuilder();
    try {
      docker
          .execStartCmd(exec)
          .exec(
              new com.github.dockerjava.api.async.ResultCallback.Adapter<
                  com.github.dockerjava.api.model.Frame>() {
                @Override
                public void onNext(com.github.dockerjava.api.model.Frame frame) {
                  text.append(
                      new String(frame.getPayload(), java.nio.charset.StandardCharsets.UTF_8));
                }
              })
          .awaitCompletion();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return text.toString().strip();
  }

  List<?> containers() {
    return docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(Labels.OWNER, owner))
        .exec();
  }

  void reopen(DockerPopBuilder with) {
    backend.close();
    backend = open(with);
  }

  DockerPopBackend open(DockerPopBuilder with) {
    DockerPopBackend opened = with.build();
    opened.open(owner, heard);
    return opened;
  }

  static DockerPopBuilder builder() {
    return DockerPopBackend.builder().engine(ENGINE).popName("instances-pop");
  }

  static DockerClient client() {
    var config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(ENGINE.toString())
            .build();
    return DockerClientImpl.getInstance(
        config, new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build());
  }
}
