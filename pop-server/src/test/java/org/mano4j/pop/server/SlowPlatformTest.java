package org.mano4j.pop.server;

import static io.grpc.Status.Code.DEADLINE_EXCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.RawPop.all;
import static org.mano4j.pop.server.RawPop.metadata;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.refused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Image;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.PopGrpc;

/** A platform that hangs: it delays nobody but those who ask it, and them not for ever. */
class SlowPlatformTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final CountDownLatch awake = new CountDownLatch(1);
  private final AtomicInteger interrupted = new AtomicInteger();
  private final AtomicInteger hung = new AtomicInteger();
  private volatile boolean deaf;
  private volatile boolean startsHang;
  private volatile boolean stopsHang;
  private volatile boolean imagesHang;

  /** Short only for calls that hang: any other may take as long as a busy machine needs. */
  private volatile Duration limit = LONG;

  private final InMemoryPopBackend platform = RawPop.backend();
  private final PopBackend hanging =
      new ForwardingBackend(platform) {
        @Override
        public StartedInstance start(InstanceSpec spec) {
          hang(startsHang);
          return super.start(spec);
        }

        @Override
        public void stop(String instanceId, Duration grace) {
          hang(stopsHang);
          super.stop(instanceId, grace);
        }

        @Override
        public List<Image> images() {
          hang(imagesHang);
          return super.images();
        }

        @Override
        public Optional<Image> image(String reference) {
          hang(imagesHang);
          return super.image(reference);
        }
      };

  @AfterEach
  void wake() {
    awake.countDown();
  }

  @Test
  void aHangingStartEndsWithASentenceAndWhatItStartsLateIsRemoved() {
    deaf = true;
    startsHang = true;
    try (RawPop lab = shortPop()) {
      lab.create("web");
      limit = SHORT;
      refused(
          DEADLINE_EXCEEDED,
          "the platform has not answered within 0.3 s when asked to start 'web'",
          () -> lab.pop.start(name("web")));
      limit = LONG;
      await().untilAsserted(() -> assertThat(interrupted).hasValue(1));
      assertThat(lab.get("web").getStatus())
          .isEqualTo(org.mano4j.pop.proto.Container.Status.FAILED);
      assertThat(lab.get("web").getExtendedStatus()).startsWith("error while starting: the platf");
      assertThat(lab.server.stats().addressesInUse()).isOne();

      awake.countDown();

      await().until(() -> lab.server.stats().addressesInUse() == 0);
      assertThat(platform.runningInstances()).isEmpty();
      assertThat(lab.get("web").getExtendedStatus()).startsWith("error while starting: the platf");
      assertThat(lab.pop.reset(name("web")).getLife()).isEqualTo(2);
      startsHang = false;
      lab.pop.start(name("web"));
      assertThat(lab.server.drain(LONG).clean()).isTrue();
    }
  }

  @Test
  void aDeleteOfWhatHangsWhileStartingEndsAndCanBeRepeated() {
    deaf = true;
    startsHang = true;
    try (RegistryLab lab = new RegistryLab(hanging)) {
      lab.create("web");
      lab.timeout = SHORT;
      refusedInTime(lab.registry.start(Filter.byName("web"), Patience.ENDLESS));
      refusedInTime(lab.registry.delete(Filter.byName("web"), Duration.ZERO));
      assertThat(lab.status("web")).isEqualTo(ContainerStatus.FAILED);

      CompletableFuture<Void> again = lab.registry.delete(Filter.byName("web"), Duration.ofDays(1));
      awake.countDown();

      RegistryLab.get(again);
      assertThat(lab.store.size()).isZero();
      assertThat(lab.addresses.inUse()).isZero();
      await().until(() -> platform.runningInstances().isEmpty());
    }
  }

  @Test
  void aHangingStopFailsTheContainerUntilItIsGoneAfterAll() {
    deaf = true;
    RegistryLab lab = new RegistryLab(hanging);
    lab.running("web");
    stopsHang = true;
    lab.timeout = SHORT;

    lab.stop("web");
    await().until(() -> lab.status("web") == ContainerStatus.FAILED);
    assertThat(lab.container("web").extendedStatus())
        .startsWith("error while stopping: the platform has not answered within 0.3 s");
    assertThat(lab.addresses.inUse()).isOne();
    assertThat(lab.container("web").finished()).isNull();

    awake.countDown();
    await().until(() -> lab.addresses.inUse() == 0);
    assertThat(lab.status("web")).isEqualTo(ContainerStatus.FAILED);
    assertThat(lab.container("web").finished()).isNotNull();
    lab.close();
  }

  @Test
  void aStopMayTakeItsGraceAndTheLimitBeyond() {
    RegistryLab lab = new RegistryLab(hanging);
    lab.running("web");
    stopsHang = true;
    lab.timeout = SHORT;

    RegistryLab.get(lab.registry.stop(Filter.byName("web"), Duration.ofSeconds(30)));
    await()
        .during(SHORT.multipliedBy(2))
        .until(() -> lab.status("web") == ContainerStatus.STOPPING);

    awake.countDown();
    await().until(() -> lab.status("web") == ContainerStatus.EXITED);
    lab.close();
  }

  @Test
  void aHangingLookupEndsWithASentence() {
    imagesHang = true;
    try (RawPop lab = shortPop()) {
      limit = SHORT;
      refused(DEADLINE_EXCEEDED, "the platform has not", () -> lab.pop.images(all()));
      refused(DEADLINE_EXCEEDED, "the platform has not", () -> lab.create("web"));
      limit = LONG;
      await().until(() -> interrupted.get() == 2);
      assertThat(lab.server.stats()).isEqualTo(new PopServerStats(0, 0));
      imagesHang = false;
      lab.create("web");
    }
  }

  @Test
  void nothingElseWaitsForAPlatformThatHangs() {
    try (RawPop lab = new RawPop(platform, PopServer.builder(hanging))) {
      lab.create("starting");
      lab.running("stopping");
      lab.create("other");
      startsHang = true;
      stopsHang = true;
      CompletableFuture<Void> start =
          CompletableFuture.runAsync(() -> lab.pop.start(name("starting")));
      lab.pop.stop(name("stopping"));
      imagesHang = true;
      CompletableFuture<Void> images = CompletableFuture.runAsync(() -> lab.pop.images(all()));
      CompletableFuture<Void> create = CompletableFuture.runAsync(() -> lab.create("created"));
      PopGrpc.PopBlockingStub hasty = lab.pop.withDeadlineAfter(30, TimeUnit.SECONDS);

      long begun = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        assertThat(hasty.containers(all()).getListCount()).isEqualTo(3);
        assertThat(hasty.containers(name("starting")).getListCount()).isOne();
      }
      hasty.metadata(metadata("other", "A", "1"));
      hasty.delete(name("other"));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));

      assertThat(start).isNotDone();
      assertThat(images).isNotDone();
      assertThat(create).isNotDone();
      awake.countDown();
      assertThat(CompletableFuture.allOf(start, images, create)).succeedsWithin(LONG);
    }
  }

  @Test
  void inARegistryNothingWaitsForAStartOrAStop() {
    RegistryLab lab = new RegistryLab(hanging);
    lab.create("starting");
    lab.running("stopping");
    startsHang = true;
    stopsHang = true;
    CompletableFuture<StartOutcome> start =
        lab.registry.start(Filter.byName("starting"), Patience.ENDLESS);
    CompletableFuture<Void> second = lab.registry.metadata(Filter.byName("starting"), Map.of());
    lab.stop("stopping");

    assertThat(lab.registry.list(Filter.all())).hasSize(2);
    lab.create("other");
    lab.delete("other");
    assertThat(lab.status("stopping")).isEqualTo(ContainerStatus.STOPPING);
    assertThatThrownBy(() -> lab.reset("stopping")).hasCauseInstanceOf(PopException.class);
    assertThat(start).isNotDone();
    assertThat(second).isNotDone();

    awake.countDown();
    assertThat(RegistryLab.get(start).phases().keySet())
        .containsExactly("allocate", "create", "start", "ready");
    assertThat(second).failsWithin(RegistryLab.SOON);
    await().until(() -> lab.status("stopping") == ContainerStatus.EXITED);
    lab.close();
  }

  @Test
  void aPopThatClosesLeavesItsStopToTheNextStart() {
    RegistryLab lab = new RegistryLab(hanging);
    lab.running("web");
    stopsHang = true;
    lab.stop("web");
    await().until(() -> hung.get() == 1);
    lab.close();
    await().until(() -> interrupted.get() == 1);
    await().until(() -> lab.work.awaitIdle(Duration.ZERO) == 0);

    assertThat(lab.status("web")).isEqualTo(ContainerStatus.STOPPING);
  }

  private RawPop shortPop() {
    return new RawPop(platform, PopServer.builder(hanging).backendTimeout(() -> limit));
  }

  private static void refusedInTime(CompletableFuture<?> call) {
    assertThat(call)
        .failsWithin(RegistryLab.SOON)
        .withThrowableThat()
        .havingCause()
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(PopException.Code.DEADLINE_EXCEEDED))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(PopReason.PLATFORM_TIMEOUT));
  }

  private void hang(boolean hangs) {
    if (hangs) {
      hung.incrementAndGet();
    }
    while (hangs) {
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
