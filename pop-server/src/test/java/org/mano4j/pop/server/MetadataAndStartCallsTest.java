package org.mano4j.pop.server;

import static io.grpc.Status.Code.ALREADY_EXISTS;
import static io.grpc.Status.Code.FAILED_PRECONDITION;
import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.NOT_FOUND;
import static io.grpc.Status.Code.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.pop.server.RawPop.EMPTY;
import static org.mano4j.pop.server.RawPop.all;
import static org.mano4j.pop.server.RawPop.config;
import static org.mano4j.pop.server.RawPop.fixed;
import static org.mano4j.pop.server.RawPop.id;
import static org.mano4j.pop.server.RawPop.metadata;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.refused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.NewMetadata;
import org.mano4j.pop.proto.PopGrpc;

/**
 * What Metadata and Start answer. As seen on the wire by a client that knows nothing but the stubs.
 */
class MetadataAndStartCallsTest {

  private RawPop lab;
  private PopGrpc.PopBlockingStub pop;

  @BeforeEach
  void open() {
    lab = new RawPop(RawPop.backend());
    pop = lab.pop;
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void metadataIsMergedAndAnEmptyValueRemovesItsKey() {
    lab.create("web");
    pop.metadata(metadata("web", "B", "1"));
    pop.metadata(metadata("web", "A", "2"));
    pop.metadata(metadata("web", "B", "3"));
    pop.metadata(metadata("web", "C", ""));
    assertThat(lab.get("web").getMd().getEntriesMap()).isEqualTo(Map.of("A", "2", "B", "3"));

    pop.metadata(metadata("web", "A", ""));
    assertThat(lab.get("web").getMd().getEntriesMap()).isEqualTo(Map.of("B", "3"));
  }

  @Test
  void metadataWithoutEntriesChangesNothing() {
    lab.create("web");
    pop.metadata(metadata("web", "A", "1"));

    pop.metadata(NewMetadata.newBuilder().setFilter(name("web")).build());

    assertThat(lab.get("web").getMd().getEntriesMap()).isEqualTo(Map.of("A", "1"));
  }

  @Test
  void metadataIsRefusedOnceStarted() {
    Container web = lab.running("web");
    refused(
        ALREADY_EXISTS, "container already started", () -> pop.metadata(metadata("web", "A", "1")));
    lab.backend.exit(web.getId(), 1);
    refused(
        ALREADY_EXISTS,
        "container already started",
        () -> pop.metadata(NewMetadata.newBuilder().setFilter(name("web")).build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A=B", "A\0"})
  void keysThatAreNoVariablesAreRefused(String key) {
    lab.create("web");

    refused(
        INVALID_ARGUMENT, "invalid metadata key", () -> pop.metadata(metadata("web", key, "1")));
  }

  @Test
  void metadataWithoutAFilterIsRefusedAndThePopLives() {
    refused(
        INVALID_ARGUMENT,
        "no container specified",
        () -> pop.metadata(NewMetadata.getDefaultInstance()));
    assertThat(pop.info(EMPTY).getName()).isEqualTo("lab");
  }

  @Test
  void callsAboutOneContainerNeedOneContainer() {
    for (Filter filter : List.of(all(), id(""), name(""))) {
      refused(INVALID_ARGUMENT, "no container specified", () -> pop.start(filter));
      refused(INVALID_ARGUMENT, "no container specified", () -> pop.stop(filter));
      refused(INVALID_ARGUMENT, "no container specified", () -> pop.delete(filter));
      refused(
          INVALID_ARGUMENT,
          "no container specified",
          () -> pop.metadata(NewMetadata.newBuilder().setFilter(filter).build()));
    }
    for (Filter filter : List.of(id("x"), name("x"))) {
      refused(NOT_FOUND, "no container for the given filter", () -> pop.start(filter));
      refused(NOT_FOUND, "no container for the given filter", () -> pop.stop(filter));
      refused(NOT_FOUND, "no container for the given filter", () -> pop.delete(filter));
      refused(
          NOT_FOUND,
          "no container for the given filter",
          () -> pop.metadata(NewMetadata.newBuilder().setFilter(filter).build()));
    }
  }

  @Test
  void startRunsTheContainerWithItsMetadataAsEnvironment() {
    Container created =
        pop.create(config("web").putEndpoints("private", fixed("172.16.0.9")).build());
    pop.metadata(metadata("web", "B", "2"));
    pop.metadata(metadata("web", "A", "1"));

    Container web = pop.start(id(created.getId()));

    assertThat(web.getStatus()).isEqualTo(Container.Status.RUNNING);
    assertThat(web.getExtendedStatus()).isEqualTo("the container is running");
    assertThat(web.getStarted()).isGreaterThanOrEqualTo(web.getCreated());
    assertThat(web.getCommand()).isEqualTo("run web:latest");
    assertThat(web.getEndpointsMap()).isEqualTo(created.getEndpointsMap());
    assertThat(lab.get("web")).isEqualTo(web);
    InstanceSpec instance = lab.backend.runningInstances().get(0);
    assertThat(instance.id()).isEqualTo(web.getId());
    assertThat(instance.name()).isEqualTo("web");
    assertThat(instance.image().names()).containsExactly("web:latest");
    assertThat(List.copyOf(instance.environment().entrySet()))
        .containsExactly(Map.entry("A", "1"), Map.entry("B", "2"));
    assertThat(instance.endpoints().get("private").address()).isEqualTo("172.16.0.9");
  }

  @Test
  void startIsRefusedByState() {
    Container web = lab.running("web");
    refused(ALREADY_EXISTS, "container already started", () -> pop.start(name("web")));
    lab.backend.exit(web.getId(), 0);
    refused(ALREADY_EXISTS, "container already started", () -> pop.start(name("web")));

    Container bad = lab.running("bad");
    lab.backend.exit(bad.getId(), 7);
    refused(FAILED_PRECONDITION, "container is in an invalid state", () -> pop.start(name("bad")));
  }

  @Test
  void aStartThatThePlatformRefusesFailsTheContainer() {
    lab.create("web");
    lab.backend.failNextStart("no space left on device");

    refused(UNKNOWN, "no space left on device", () -> pop.start(name("web")));

    assertThat(lab.get("web").getStatus()).isEqualTo(Container.Status.FAILED);
    assertThat(lab.get("web").getExtendedStatus())
        .isEqualTo("error while starting: no space left on device");
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(1, 0));
    pop.delete(name("web"));
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(0, 0));
  }

  @Test
  void aPlatformNeverMakesAClientLogInAgain() {
    PopBackend refusing =
        new ForwardingBackend(InMemoryPopBackend.create()) {
          @Override
          public StartedInstance start(InstanceSpec spec) {
            throw new org.mano4j.pop.PopException(
                org.mano4j.pop.PopException.Code.PERMISSION_DENIED, "registry says no");
          }

          @Override
          public List<org.mano4j.pop.Image> images() {
            throw new IllegalStateException("no engine");
          }
        };
    try (RawPop other = new RawPop(InMemoryPopBackend.create(), PopServer.builder(refusing))) {
      other.create("web");
      refused(UNKNOWN, "registry says no", () -> other.pop.start(name("web")));
      refused(UNKNOWN, "no engine", () -> other.pop.images(all()));
    }
  }
}
