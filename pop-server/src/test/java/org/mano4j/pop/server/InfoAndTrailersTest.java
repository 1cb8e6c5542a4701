package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.pop.server.RawPop.EMPTY;
import static org.mano4j.pop.server.RawPop.name;

import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.FlavourBuilder;
import org.mano4j.pop.Resources;
import org.mano4j.pop.proto.Infos;

/** What Info tells, and what Start tells beside its answer. */
class InfoAndTrailersTest {

  private final InMemoryPopBackend backend =
      InMemoryPopBackend.builder()
          .image("web:latest")
          .network("private", "172.16.0.0/16")
          .capacity(new Resources(100, 16, 65536))
          .build();
  private RawPop lab = new RawPop(backend, PopServer.builder(backend));

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void tellsWhatThePlatformHasAndCan() {
    // A platform that needs longer than a moment is not waited for.
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(lab.pop.info(EMPTY).getCapacity())
                    .isEqualTo(
                        org.mano4j.pop.proto.Resources.newBuilder()
                            .setContainers(100)
                            .setVcpus(16)
                            .setRam(65536)
                            .build()));
    Infos info = lab.pop.info(EMPTY);
    assertThat(info.getType()).isEqualTo("memory");
    assertThat(info.getName()).isEqualTo("lab");
    assertThat(info.getCapabilitiesList()).contains("Logs", "PullImage", "Stats");
  }

  @Test
  void whatTheOperatorSaysOfTheCapacityCounts() {
    lab.close();
    lab = new RawPop(backend, PopServer.builder(backend).capacity(new Resources(5, 0, 0)));

    assertThat(lab.pop.info(EMPTY).getCapacity().getContainers()).isEqualTo(5);
    assertThat(lab.pop.info(EMPTY).getCapacity().getRam()).isZero();
  }

  @Test
  void countsWhatTheContainersUseThatHaveNotEnded() {
    Flavour small = FlavourBuilder.builder().id("s").name("small").vcpus(0.5).ram(512).build();
    lab.close();
    lab = new RawPop(backend, PopServer.builder(backend).flavours(List.of(small)));
    for (String each : List.of("a", "b", "c")) {
      lab.pop.create(RawPop.config(each).setFlavourId("s").build());
    }
    lab.create("unlimited");
    lab.pop.start(name("a"));
    backend.exit(lab.pop.start(name("b")).getId(), 0);
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(lab.pop.info(EMPTY).getUsed())
                    .isEqualTo(
                        org.mano4j.pop.proto.Resources.newBuilder()
                            .setContainers(3)
                            .setVcpus(1)
                            .setRam(1024)
                            .build()));
  }

  @Test
  void aPlatformThatHangsDoesNotHoldInfoUp() {
    CountDownLatch hang = new CountDownLatch(1);
    lab.close();
    lab =
        new RawPop(
            backend,
            PopServer.builder(
                new ForwardingBackend(backend) {
                  @Override
                  public Resources capacity() {
                    try {
                      hang.await();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                    return new Resources(7, 0, 0);
                  }
                }));

    long begin = System.nanoTime();
    assertThat(lab.pop.info(EMPTY).getCapacity().getContainers()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));

    hang.countDown();
    org.awaitility.Awaitility.await()
        .until(() -> lab.pop.info(EMPTY).getCapacity().getContainers() == 7);
  }

  @Test
  void startTellsWhereItsTimeWent() {
    lab.create("web");
    AtomicReference<Metadata> headers = new AtomicReference<>();
    AtomicReference<Metadata> trailers = new AtomicReference<>();

    long begin = System.nanoTime();
    lab.pop
        .withInterceptors(MetadataUtils.newCaptureMetadataInterceptor(headers, trailers))
        .start(name("web"));
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);

    long sum = 0;
    for (String phase : List.of("allocate", "create", "start", "ready")) {
      String value =
          trailers
              .get()
              .get(Metadata.Key.of("mano4j-phase-" + phase, Metadata.ASCII_STRING_MARSHALLER));
      assertThat(value).as(phase).matches("[0-9]+");
      sum += Long.parseLong(value);
    }
    assertThat(sum).isLessThanOrEqualTo(micros);
  }
}
