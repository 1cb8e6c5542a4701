package org.mano4j.benchmarks.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.benchmarks.harness.Smoke;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

class RunningPopSuiteTest {

  private final PopCredentials user = new PopCredentials("ann", "secret");
  private final PopSessions sessions = PopSessions.create();
  private PopServer server;
  private PopClient pop;

  @BeforeEach
  void start() {
    server = server("172.16.0.0/16");
    pop = sessions.client(server.endpoint(), user);
  }

  @AfterEach
  void stop() {
    sessions.close();
    server.close();
  }

  @Test
  void measuresCallsAndListsAndLeavesOnlyWhatWasThereBefore() {
    pop.create(ContainerConfig.of("theirs", "web"));

    Smoke.run(
        new RunningPopSuite(new PopAddress(server.endpoint(), user, null), ""),
        "container by id, p50 added to each call",
        "container by id, p50",
        "container by id, p99",
        "container by id, 8 threads",
        "metadata, p50 added to each call",
        "metadata, p50",
        "metadata, p99",
        "metadata, 8 threads",
        "list of 100, p50",
        "list of 100, p99",
        "create, 8 threads",
        "list of 10,000, p50",
        "list of 10,000, p99");

    assertThat(pop.containers(Filter.all()))
        .extracting(container -> container.names())
        .containsExactly(List.of("theirs"));
  }

  @Test
  void whatWasCreatedBeforeThePopHadNoMoreRoomIsDeletedToo() {
    try (PopServer small = server("10.0.0.0/24")) {
      PopClient its = sessions.client(small.endpoint(), user);
      try (ManyContainers many = new ManyContainers(its, "web")) {
        assertThatThrownBy(() -> many.create(1000)).isInstanceOf(PopException.class);
        assertThat(its.containers(Filter.all())).hasSize(253);
      }

      assertThat(its.containers(Filter.all())).isEmpty();
    }
  }

  private PopServer server(String network) {
    PopServer made =
        PopServer.builder(
                InMemoryPopBackend.builder().offerAnyImage().network("private", network).build())
            .user(user.username(), user.password())
            .bcryptCost(4)
            .build();
    made.start();
    return made;
  }
}
