package org.mano4j.benchmarks.pop;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.mano4j.benchmarks.harness.Unavailable;

/** The engine without a Pop, as one calls it with docker-java by hand. */
final class BareEngine implements AutoCloseable {

  /** By this a Pop would take a container for its own. */
  private static final String OWNER = "org.mano4j.pop.owner";

  private final DockerClient docker;

  /** Held while a container is made, so that whoever removes them all is the last. */
  private final ReentrantLock making = new ReentrantLock();

  private boolean closing;

  private BareEngine(DockerClient docker) {
    this.docker = docker;
  }

  static BareEngine at(URI engine) {
    DockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(engine.toString())
            .withDockerTlsVerify(false)
            .build();
    return new BareEngine(
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build()));
  }

  /** Refuses an engine that lacks it. */
  void require(String image) {
    try {
      docker.inspectImageCmd(image).exec();
    } catch (NotFoundException e) {
      throw new Unavailable(
          "create and start on an engine: it has no image '%s'; build/live/engine.sh images SOCKET imports it"
              .formatted(image));
    }
  }

  /** What a Pop has asked the engine for. */
  InspectContainerResponse model(String name) {
    return docker.inspectContainerCmd(name).exec();
  }

  /**
   * Creates and starts the same, with another name and address, and without the Pop's mark.
   *
   * @param host the last number of the address
   */
  void run(InspectContainerResponse model, String name, int host) {
    ContainerConfig config = model.getConfig();
    Map<String, String> labels = new HashMap<>(Objects.requireNonNull(config.getLabels()));
    labels.remove(OWNER);
    HostConfig limits = model.getHostConfig();
    String address =
        model.getNetworkSettings().getNetworks().values().iterator().next().getIpAddress();
    making.lock();
    try {
      if (closing) {
        throw new IllegalStateException("no container " + name + ": all are being removed");
      }
      String id =
          docker
              .createContainerCmd(Objects.requireNonNull(model.getImageId()))
              .withName(name)
              .withHostName(name)
              .withEnv(Objects.requireNonNullElse(config.getEnv(), new String[0]))
              .withLabels(labels)
              .withHostConfig(limits)
              .withIpv4Address(
                  Objects.requireNonNull(address).replaceFirst("[0-9]+$", Integer.toString(host)))
              .exec()
              .getId();
      docker.startContainerCmd(id).exec();
    } finally {
      making.unlock();
    }
  }

  void remove(String name) {
    docker.removeContainerCmd(name).withForce(true).exec();
  }

  /** Removes what is left with such names, and the network. */
  void removeAll(String prefix, String network) {
    making.lock();
    closing = true;
    making.unlock();
    docker.listContainersCmd().withShowAll(true).exec().stream()
        .filter(found -> Arrays.stream(found.getNames()).anyMatch(n -> n.startsWith("/" + prefix)))
        .forEach(found -> remove(found.getId()));
    docker.listNetworksCmd().withNameFilter(network).exec().stream()
        .filter(found -> network.equals(found.getName()))
        .forEach(found -> docker.removeNetworkCmd(found.getId()).exec());
  }

  @Override
  public void close() throws IOException {
    docker.close();
  }
}
