package org.mano4j.pop.server;

import static io.grpc.Status.Code.ALREADY_EXISTS;
import static io.grpc.Status.Code.FAILED_PRECONDITION;
import static io.grpc.Status.Code.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.RawPop.config;
import static org.mano4j.pop.server.RawPop.fixed;
import static org.mano4j.pop.server.RawPop.id;
import static org.mano4j.pop.server.RawPop.metadata;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.refused;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.PopGrpc;

/** A second life, and what is left of the first one. */
class ResetCallsTest {

  private final List<InstanceListener> listeners = new ArrayList<>();
  private RawPop lab;
  private PopGrpc.PopBlockingStub pop;

  @BeforeEach
  void open() {
    InMemoryPopBackend backend = RawPop.backend();
    PopBackend listened =
        new ForwardingBackend(backend) {
          @Override
          public void open(String owner, InstanceListener listener) {
            listeners.add(listener);
            super.open(owner, listener);
          }
        };
    lab = new RawPop(backend, PopServer.builder(listened));
    pop = lab.pop;
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aResetContainerIsAsCreatedButForItsLife() {
    Container created =
        pop.create(
            config("web")
                .putEndpoints("private", fixed("172.16.0.9"))
                .putLabels("tier", "front")
                .build());
    pop.metadata(metadata("web", "A", "1"));
    end(pop.start(name("web")), 3);

    Container reset = pop.reset(name("web"));

    assertThat(reset)
        .isEqualTo(
            created.toBuilder()
                .setLife(2)
                .setMd(org.mano4j.pop.proto.Metadata.newBuilder().putEntries("A", "1"))
                .build());
    assertThat(lab.get("web")).isEqualTo(reset);
    assertThat(lab.server.stats().addressesInUse()).isOne();
  }

  @Test
  void anEndedLifeHasItsCodeAndItsEnd() {
    end(lab.running("web"), 3);

    Container web = lab.get("web");
    assertThat(web.getStatus()).isEqualTo(Container.Status.FAILED);
    assertThat(web.getLife()).isOne();
    assertThat(web.hasExitCode()).isTrue();
    assertThat(web.getExitCode()).isEqualTo(3);
    assertThat(web.getFinished()).isGreaterThanOrEqualTo(web.getStarted());
  }

  @Test
  void theSecondLifeHasAnInstanceOfItsOwn() {
    Container web = lab.running("web");
    end(web, 0);
    pop.reset(name("web"));
    pop.metadata(metadata("web", "A", "2"));

    Container second = pop.start(id(web.getId()));

    assertThat(second.getStatus()).isEqualTo(Container.Status.RUNNING);
    assertThat(second.hasExitCode()).isFalse();
    assertThat(lab.backend.runningInstances())
        .extracting(InstanceSpec::id)
        .containsExactly(web.getId() + "-2");
    lab.backend.exit(web.getId() + "-2", 7);
    await().until(() -> lab.get("web").getExitCode() == 7);
  }

  @Test
  void whatIsToldOfAnEarlierLifeChangesNothing() {
    Container web = lab.running("web");
    end(web, 0);
    pop.reset(name("web"));
    Container second = pop.start(name("web"));

    listeners.get(0).exited(web.getId(), 9);
    listeners.get(0).exited(web.getId() + "-1", 9);
    listeners.get(0).exited(web.getId() + "-3", 9);
    // Takes its turn behind them.
    refused(ALREADY_EXISTS, "container already started", () -> pop.start(name("web")));

    assertThat(lab.get("web")).isEqualTo(second);
  }

  @Test
  void aStopThatIsStillUnderWayInTheFirstLifeDoesNotTouchTheSecond() {
    Container web = lab.running("web");
    try (Gate gate = lab.backend.holdStops()) {
      pop.stop(name("web"));
      await().until(() -> gate.waiting() == 1);
      lab.backend.exit(web.getId(), 0);
      await().until(() -> lab.get("web").getStatus() == Container.Status.EXITED);
      pop.reset(name("web"));
      pop.start(name("web"));
    }

    assertThat(lab.get("web").getStatus()).isEqualTo(Container.Status.RUNNING);
    pop.stop(name("web"));
    await().until(() -> lab.get("web").getStatus() == Container.Status.EXITED);
    pop.delete(name("web"));
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(0, 0));
  }

  @Test
  void onlyWhatHasEndedCanBeReset() {
    lab.create("web");
    refused(FAILED_PRECONDITION, "container not started yet", () -> pop.reset(name("web")));
    pop.start(name("web"));
    refused(FAILED_PRECONDITION, "container is in an invalid state", () -> pop.reset(name("web")));
    try (Gate gate = lab.backend.holdStops()) {
      pop.stop(name("web"));
      await().until(() -> gate.waiting() == 1);
      refused(
          FAILED_PRECONDITION, "container is in an invalid state", () -> pop.reset(name("web")));
    }
    refused(NOT_FOUND, "no container for the given filter", () -> pop.reset(name("db")));
  }

  @Test
  void whatMayStillRunCannotBeReset() {
    Container web = lab.running("web");
    lab.backend.failNextStop("engine is stuck");
    pop.stop(name("web"));
    await().until(() -> lab.get("web").getStatus() == Container.Status.FAILED);

    refused(FAILED_PRECONDITION, "container is in an invalid state", () -> pop.reset(name("web")));

    end(web, 137);
    assertThat(pop.reset(name("web")).getStatus()).isEqualTo(Container.Status.CREATED);
  }

  @Test
  void anAddressThatWasGivenAwayIsNotTakenBack() {
    Container web = pop.create(config("web").putEndpoints("private", fixed("172.16.0.9")).build());
    end(pop.start(name("web")), 0);
    Container db = pop.create(config("db").putEndpoints("private", fixed("172.16.0.9")).build());

    refused(
        ALREADY_EXISTS,
        "ip is not available: 172.16.0.9 of network 'private' is in use by container 'db' (id "
            + db.getId()
            + ")",
        () -> pop.reset(id(web.getId())));
    assertThat(lab.get("web").getStatus()).isEqualTo(Container.Status.EXITED);

    pop.delete(name("db"));
    assertThat(pop.reset(name("web")).getEndpointsMap()).isEqualTo(web.getEndpointsMap());
    pop.delete(name("web"));
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(0, 0));
  }

  private void end(Container container, int exitCode) {
    lab.backend.exit(container.getId(), exitCode);
    await()
        .until(
            () -> {
              Container now = lab.get(container.getNames(0));
              return now.getFinished() > 0 && lab.server.stats().addressesInUse() == 0;
            });
  }
}
