package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
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

  static final String SLEEP = "mano4j-test/sleep";
  static final Duration AT_ONCE = Duration.ZERO;

  @TempDir Path directory;

  final String owner = "instances-" + UUID.randomUUID();
  final Told heard = new Told();
  final List<String> networks = new ArrayList<>();
  final DockerClient docker = LiveEngine.client(LiveEngine.uri());
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
    return LiveEngine.run(docker, id, command).strip();
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
    return DockerPopBackend.builder().engine(LiveEngine.uri()).popName("instances-pop");
  }
}
