package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopClientOptions;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopServerStats;

/** A Pop on an engine, and a caller of it. */
final class TestedPop implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(40);

  private final PopServer server;
  private final PopSessions sessions;
  private final PopClient client;

  TestedPop(URI engine) {
    server =
        PopServer.builder(DockerPopBackend.builder().engine(engine).build())
            .user("admin", "secret")
            .bcryptCost(4)
            .build();
    server.start();
    sessions =
        PopSessions.create(PopClientOptions.defaults().withDeadline(DEADLINE).withRetries(0));
    client = sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));
  }

  PopClient client() {
    return client;
  }

  PopServerStats stats() {
    return server.stats();
  }

  /** All containers of an engine that nobody else uses. */
  static List<Container> containers(DockerClient docker) {
    return docker.listContainersCmd().withShowAll(true).exec();
  }

  /**
   * Checks that the engine, which nobody else uses, holds the instances of running containers and
   * nothing more, and that no address is reserved for one that has ended.
   */
  void verify(DockerClient docker) {
    List<org.mano4j.pop.Container> all = client.containers(Filter.all());
    assertThat(containers(docker))
        .extracting(each -> each.getLabels().get(Labels.CONTAINER))
        .containsExactlyInAnyOrderElementsOf(ids(all, ContainerStatus.RUNNING));
    assertThat(stats().addressesInUse())
        .isEqualTo(ids(all, ContainerStatus.RUNNING, ContainerStatus.CREATED).size());
  }

  private static List<String> ids(
      List<org.mano4j.pop.Container> containers, ContainerStatus... statuses) {
    return containers.stream()
        .filter(each -> Stream.of(statuses).anyMatch(status -> status == each.status()))
        .map(org.mano4j.pop.Container::id)
        .toList();
  }

  @Override
  public void close() {
    sessions.close();
    server.close();
  }
}
