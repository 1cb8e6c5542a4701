package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.server.InstanceSpec;

/** A backend on a real engine, as a Pop server would open it, and what it has told. */
final class Platform implements AutoCloseable {

  final String owner = "connection-" + random();
  final Told told = new Told();
  final List<EngineState> states = new CopyOnWriteArrayList<>();
  final DockerPopBackend backend;
  private final DockerClient docker;

  Platform(URI engine, DockerClient docker) {
    this.docker = docker;
    this.backend =
        DockerPopBackend.builder()
            .engine(engine)
            .defaultNetwork("bridge")
            .stateListener(states::add)
            .build();
  }

  Platform open() {
    backend.open(owner, told);
    backend.instances();
    return this;
  }

  /** Starts an instance of an image, and returns its id. */
  String start(String image) {
    return start(image, Map.of());
  }

  String start(String image, Map<String, String> environment) {
    String id = owner + "-" + random();
    backend.start(
        new InstanceSpec(
            id,
            id,
            id,
            backend.image(image).orElseThrow(),
            Flavour.UNLIMITED,
            environment,
            Map.of()));
    return id;
  }

  private static String random() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /** The engine's id of an instance's container. */
  String engineId(String instance) {
    return docker.listContainersCmd().withShowAll(true).exec().stream()
        .filter(found -> instance.equals(found.getLabels().get(Labels.INSTANCE)))
        .findFirst()
        .orElseThrow()
        .getId();
  }

  /** How many containers it has on the engine. */
  int left() {
    return docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(Labels.OWNER, owner))
        .exec()
        .size();
  }

  @Override
  public void close() {
    backend.close();
    docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(Labels.OWNER, owner))
        .exec()
        .forEach(
            found ->
                docker
                    .removeContainerCmd(found.getId())
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec());
  }
}
