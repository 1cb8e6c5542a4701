package org.mano4j.pop.server;

import static io.grpc.Status.Code.ALREADY_EXISTS;
import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.NOT_FOUND;
import static io.grpc.Status.Code.RESOURCE_EXHAUSTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.RawPop.config;
import static org.mano4j.pop.server.RawPop.fixed;
import static org.mano4j.pop.server.RawPop.metadata;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.refused;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.FlavourBuilder;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerConfig;
import org.mano4j.pop.proto.Metadata;
import org.mano4j.pop.proto.PopGrpc;

/** What a Create may ask for beyond Appendix B, and the limits of it. */
class CreateOptionsTest {

  private static final Flavour SMALL =
      FlavourBuilder.builder().id("f-1").name("small").vcpus(0.5).ram(128).build();

  private final Gate looks = new Gate();
  private final AtomicInteger lookups = new AtomicInteger();
  private volatile boolean held;
  private RawPop lab;
  private PopGrpc.PopBlockingStub pop;

  @BeforeEach
  void open() {
    InMemoryPopBackend backend = RawPop.backend();
    PopBackend slow =
        new ForwardingBackend(backend) {
          @Override
          public Optional<org.mano4j.pop.Image> image(String reference) {
            lookups.incrementAndGet();
            if (held) {
              looks.pass("looking for an image");
            }
            return super.image(reference);
          }
        };
    lab =
        new RawPop(
            backend,
            PopServer.builder(slow)
                .flavours(List.of(SMALL))
                .containersPerUser(3)
                .metadataLimits(5, 100));
    pop = lab.pop;
  }

  @AfterEach
  void close() {
    looks.close();
    lab.close();
  }

  @Test
  void metadataAndLabelsAreThereFromTheStart() {
    Container web =
        pop.create(
            config("web")
                .setMd(Metadata.newBuilder().putEntries("A", "1").putEntries("B", ""))
                .putLabels("tier", "front")
                .putLabels("empty", "")
                .build());

    assertThat(web.getMd().getEntriesMap()).isEqualTo(Map.of("A", "1"));
    assertThat(web.getLabelsMap()).isEqualTo(Map.of("tier", "front", "empty", ""));
    assertThat(web.getLife()).isOne();
    pop.start(name("web"));
    assertThat(lab.backend.runningInstances().get(0).environment()).isEqualTo(Map.of("A", "1"));
  }

  @Test
  void badKeysAreRefusedAndNothingIsKept() {
    for (String key : List.of("", "A=B", "A\0")) {
      refused(
          INVALID_ARGUMENT,
          "invalid metadata key",
          () ->
              pop.create(config("web").setMd(Metadata.newBuilder().putEntries(key, "1")).build()));
    }
    refused(
        INVALID_ARGUMENT,
        "invalid value of metadata key 'A' (md.entries): it holds NUL",
        () ->
            pop.create(config("web").setMd(Metadata.newBuilder().putEntries("A", "1\0")).build()));
    refused(
        INVALID_ARGUMENT,
        "invalid label",
        () -> pop.create(config("web").putLabels("", "1").build()));
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(0, 0));
    lab.create("web");
  }

  @Test
  void moreMetadataThanThereMayBeIsRefusedWithTheLimit() {
    refused(
        INVALID_ARGUMENT,
        "md.entries has 101 bytes, but this Pop takes at most 100",
        () ->
            pop.create(
                config("web")
                    .setMd(Metadata.newBuilder().putEntries("K", "x".repeat(100)))
                    .build()));
    ContainerConfig.Builder labels = config("web");
    for (int i = 0; i < 6; i++) {
      labels.putLabels("l" + i, "");
    }
    refused(
        INVALID_ARGUMENT,
        "labels has 6 entries, but this Pop takes at most 5",
        () -> pop.create(labels.build()));

    lab.create("web");
    pop.metadata(metadata("web", "K", "é".repeat(40)));
    refused(
        INVALID_ARGUMENT,
        "md.entries has 102 bytes",
        () -> pop.metadata(metadata("web", "L", "x".repeat(20))));
    assertThat(lab.get("web").getMd().getEntriesMap()).containsOnlyKeys("K");
  }

  @Test
  void aFlavourIsFoundByIdOrNameAndGoesToThePlatform() {
    assertThat(pop.flavours(RawPop.all()).getListList())
        .extracting(org.mano4j.pop.proto.Flavour::getName)
        .containsExactly("docker.container", "small");
    for (String wanted : List.of("f-1", "small")) {
      Container web = pop.create(config("web-" + wanted).setFlavourId(wanted).build());
      assertThat(web.getFlavourId()).isEqualTo("f-1");
    }
    pop.start(name("web-small"));
    assertThat(lab.backend.runningInstances().get(0).flavour()).isEqualTo(SMALL);
    refused(
        NOT_FOUND,
        "no flavour large (flavour_id) on this Pop, only [docker-flavour-id, f-1]",
        () -> pop.create(config("db").setFlavourId("large").build()));
  }

  @Test
  void flavoursMustBeTellableApart() {
    for (Flavour other :
        List.of(
            new Flavour("f-1", "large"),
            new Flavour("f-2", "small"),
            new Flavour("docker-flavour-id", "large"),
            new Flavour("", "large"))) {
      assertThatThrownBy(() -> new Flavours(List.of(SMALL, other)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aUserMayHaveSoManyContainers() {
    for (String container : List.of("a", "b", "c")) {
      lab.create(container);
    }
    refused(
        RESOURCE_EXHAUSTED, "user 'admin' has 3 containers and may have 3", () -> lab.create("d"));

    pop.delete(name("b"));
    lab.create("d");
  }

  @Test
  void aFailedCreateCountsForNothing() {
    for (int i = 0; i < 5; i++) {
      refused(NOT_FOUND, "no such image", () -> pop.create(config("a").setImageId("X").build()));
    }
    lab.create("a");
    lab.create("b");
    lab.create("c");
  }

  @Test
  void aRepeatedCreateGivesTheSameContainerAsItIsNow() {
    ContainerConfig wanted =
        config("")
            .setIdempotencyKey("k-1")
            .putEndpoints("private", fixed(""))
            .putEndpoints("dmz", fixed(""))
            .putLabels("a", "1")
            .putLabels("b", "2")
            .build();
    Container web = pop.create(wanted);
    assertThat(pop.create(wanted)).isEqualTo(web);
    ContainerConfig otherOrder =
        config("")
            .setIdempotencyKey("k-1")
            .putLabels("b", "2")
            .putLabels("a", "1")
            .putEndpoints("dmz", fixed(""))
            .putEndpoints("private", fixed(""))
            .build();
    assertThat(pop.create(otherOrder)).isEqualTo(web);

    Container running = pop.start(name(web.getNames(0)));
    assertThat(pop.create(wanted)).isEqualTo(running);
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(1, 2));
  }

  @Test
  void aKeyWithOtherContentIsRefused() {
    pop.create(config("web").setIdempotencyKey("k-1").build());

    for (ContainerConfig other :
        List.of(
            config("db").setIdempotencyKey("k-1").build(),
            config("web").setIdempotencyKey("k-1").setFlavourId("f-1").build(),
            config("web").setIdempotencyKey("k-1").putLabels("a", "1").build(),
            config("web")
                .setIdempotencyKey("k-1")
                .setMd(Metadata.newBuilder().putEntries("a", "1"))
                .build(),
            config("web").setIdempotencyKey("k-1").putEndpoints("private", fixed("")).build())) {
      refused(ALREADY_EXISTS, "idempotency key 'k-1'", () -> pop.create(other));
    }
    refused(
        INVALID_ARGUMENT,
        "the key has 256 characters (idempotency_key)",
        () -> pop.create(config("db").setIdempotencyKey("x".repeat(256)).build()));
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(1, 1));
  }

  @Test
  void aKeyIsFreeAgainWhenItsContainerIsDeletedOrWasNeverMade() {
    Container web = pop.create(config("web").setIdempotencyKey("k-1").build());
    pop.delete(name("web"));
    Container next = pop.create(config("web").setIdempotencyKey("k-1").build());
    assertThat(next.getId()).isNotEqualTo(web.getId());

    refused(
        NOT_FOUND,
        "no such image",
        () -> pop.create(config("db").setIdempotencyKey("k-2").setImageId("X").build()));
    pop.create(config("db").setIdempotencyKey("k-2").build());
  }

  @Test
  void creatingTheSameAtTheSameTimeMakesItOnce() throws Exception {
    ContainerConfig wanted = config("").setIdempotencyKey("k-1").build();
    held = true;
    var threads = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<Container>> creates =
          java.util.stream.IntStream.range(0, 8)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> pop.create(wanted), threads))
              .toList();
      await().until(() -> looks.waiting() == 1);
      looks.close();
      Container first = creates.get(0).get(30, TimeUnit.SECONDS);
      for (CompletableFuture<Container> create : creates) {
        assertThat(create.get(30, TimeUnit.SECONDS)).isEqualTo(first);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(lookups).hasValue(1);
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(1, 1));
  }
}
