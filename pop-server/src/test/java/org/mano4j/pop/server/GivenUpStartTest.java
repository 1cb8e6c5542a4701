package org.mano4j.pop.server;

import static io.grpc.Status.Code.DEADLINE_EXCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.refused;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Container.Status;
import org.mano4j.pop.proto.PopGrpc;

/** Starts whose callers do not wait for the end. */
class GivenUpStartTest {

  private final InMemoryPopBackend platform = RawPop.backend();
  private final CountDownLatch awake = new CountDownLatch(1);
  private final AtomicInteger starting = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();
  private volatile boolean slow = true;
  private volatile boolean deaf;
  private final PopBackend slowly =
      new ForwardingBackend(platform) {
        @Override
        public StartedInstance start(InstanceSpec spec) {
          starting.incrementAndGet();
          if (slow) {
            hang();
          }
          return super.start(spec);
        }
      };

  @AfterEach
  void wake() {
    awake.countDown();
  }

  @Test
  void aDeadlineThatEndsInterruptsThePlatformAndNothingIsLeft() {
    try (RawPop lab = new RawPop(platform, PopServer.builder(slowly))) {
      lab.create("web");

      refused(
          DEADLINE_EXCEEDED,
          "",
          () -> lab.pop.withDeadlineAfter(5, TimeUnit.SECONDS).start(name("web")));

      await().until(() -> lab.get("web").getStatus() == Status.FAILED);
      assertThat(lab.get("web").getExtendedStatus())
          .matches(
              "error while starting: the caller gave up after [0-9.]+ s, before the platform had"
                  + " answered when asked to start 'web'.*");
      await().until(() -> lab.server.stats().addressesInUse() == 0);
      assertThat(interrupted).hasValue(1);
      assertThat(platform.runningInstances()).isEmpty();
    }
  }

  @Test
  void aCancelledStartThatSucceedsAllTheSameIsUndoneAndCanBeResetThen() {
    deaf = true;
    try (RawPop lab = new RawPop(platform, PopServer.builder(slowly))) {
      lab.create("web");
      Future<Container> start = PopGrpc.newFutureStub(lab.pop.getChannel()).start(name("web"));
      await().until(() -> starting.get() == 1);

      start.cancel(true);

      await().until(() -> interrupted.get() == 1);
      await().until(() -> lab.get("web").getStatus() == Status.FAILED);
      assertThat(lab.server.stats().addressesInUse()).isOne();
      awake.countDown();
      await().until(() -> lab.server.stats().addressesInUse() == 0);
      assertThat(platform.runningInstances()).isEmpty();
      assertThat(lab.pop.reset(name("web")).getStatus()).isEqualTo(Status.CREATED);
      slow = false;
      assertThat(lab.pop.start(name("web")).getStatus()).isEqualTo(Status.RUNNING);
      assertThat(lab.server.drain(Duration.ofSeconds(30)).clean()).isTrue();
    }
  }

  @Test
  void whoGivesUpBeforeTheTurnOfTheContainerStartsNothing() {
    slow = false;
    RegistryLab lab = new RegistryLab(slowly);
    lab.create("web");
    Patience gone = new Patience();
    gone.giveUp();

    assertThat(lab.registry.start(Filter.byName("web"), gone))
        .failsWithin(RegistryLab.SOON)
        .withThrowableThat()
        .withMessageContaining("'web' is not started: the caller gave up after ");

    assertThat(starting).hasValue(0);
    assertThat(lab.status("web")).isEqualTo(ContainerStatus.CREATED);
    assertThat(lab.start("web").status()).isEqualTo(ContainerStatus.RUNNING);
    lab.close();
  }

  @Test
  void whoWaitsBehindAnotherStartAndGivesUpDoesNotHarmIt() {
    RegistryLab lab = new RegistryLab(slowly);
    lab.create("web");
    CompletableFuture<StartOutcome> first =
        lab.registry.start(Filter.byName("web"), Patience.ENDLESS);
    await().until(() -> starting.get() == 1);
    Patience hasty = new Patience();
    CompletableFuture<StartOutcome> second = lab.registry.start(Filter.byName("web"), hasty);

    hasty.giveUp();
    awake.countDown();

    assertThat(RegistryLab.get(first).container().status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(second).failsWithin(RegistryLab.SOON);
    assertThat(interrupted).hasValue(0);
    assertThat(lab.status("web")).isEqualTo(ContainerStatus.RUNNING);
    lab.close();
  }

  @Test
  void aDeleteAfterACancelledStartLeavesNothing() {
    deaf = true;
    RegistryLab lab = new RegistryLab(slowly);
    lab.create("web");
    Patience hasty = new Patience();
    CompletableFuture<StartOutcome> start = lab.registry.start(Filter.byName("web"), hasty);
    await().until(() -> starting.get() == 1);
    hasty.giveUp();
    assertThat(start).failsWithin(RegistryLab.SOON);

    CompletableFuture<Void> deletion = lab.registry.delete(Filter.byName("web"), Duration.ZERO);
    awake.countDown();

    RegistryLab.get(deletion);
    assertThat(lab.store.size()).isZero();
    assertThat(lab.addresses.inUse()).isZero();
    await().until(() -> platform.instances().isEmpty());
    lab.close();
  }

  @Test
  void aLostConnectionIsNoCancelAndTheStartGoesOn() throws IOException, InterruptedException {
    try (RawPop lab = new RawPop(platform, PopServer.builder(slowly));
        CutLine line = CutLine.to(lab.server.port())) {
      lab.create("web");
      Metadata token = new Metadata();
      token.put(RawPop.TOKEN, lab.login());
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("localhost", line.port()).usePlaintext().build();
      PopGrpc.newFutureStub(channel)
          .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(token))
          .start(name("web"));
      await().until(() -> starting.get() == 1);

      line.cut();
      await()
          .during(Duration.ofMillis(300))
          .until(() -> interrupted.get() == 0 && lab.get("web").getStatus() == Status.CREATED);
      awake.countDown();

      await().until(() -> lab.get("web").getStatus() == Status.RUNNING);
      refused(
          io.grpc.Status.Code.ALREADY_EXISTS,
          "container already started",
          () -> lab.pop.start(name("web")));
      channel.shutdownNow();
      assertThat(channel.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void everyOtherCallGoesOnWithoutItsCaller() {
    slow = false;
    try (RawPop lab = new RawPop(platform, PopServer.builder(slowly))) {
      lab.running("web");
      try (Gate stops = platform.holdStops()) {
        Future<?> deletion = PopGrpc.newFutureStub(lab.pop.getChannel()).delete(name("web"));
        await().until(() -> stops.waiting() == 1);
        deletion.cancel(true);
      }
      await().until(() -> lab.pop.containers(RawPop.all()).getListCount() == 0);
    }
  }

  private void hang() {
    while (true) {
      try {
        awake.await();
        return;
      } catch (InterruptedException e) {
        interrupted.incrementAndGet();
        if (!deaf) {
          throw new IllegalStateException("interrupted", e);
        }
      }
    }
  }
}
