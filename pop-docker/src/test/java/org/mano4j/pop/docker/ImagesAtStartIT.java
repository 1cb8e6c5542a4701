package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.PopServer;

@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class ImagesAtStartIT {

  private static final String PREFIX = "images-start-";

  @TempDir private static Path directory;

  private static DockerClient docker;
  private static LiveRegistry registry;

  /** On no engine before, so that its layers have to come. */
  private String image = "";

  private PopServer server;
  private PopSessions sessions;
  private PopClient pop;

  @BeforeAll
  static void startRegistry() throws IOException {
    docker = LiveEngine.require();
    registry = LiveRegistry.start(directory, LiveEngine.uri());
  }

  @AfterAll
  static void stopRegistry() throws IOException {
    registry.close();
    docker.close();
  }

  @BeforeEach
  void startPop() throws IOException {
    String name = "images-start/" + UUID.randomUUID();
    registry.push(name, "org.mano4j.env=\"SIPP_REMOTE SIPP_RATE\"", 100);
    image = registry.address() + "/" + name;
    server = pop(List.of(image));
    server.start();
    sessions = PopSessions.create();
    pop = client(server);
  }

  @AfterEach
  void stopPop() {
    pop.containers(Filter.all()).forEach(left -> pop.delete(Filter.byId(left.id())));
    sessions.close();
    server.close();
    removeImage();
  }

  @Test
  void aConfiguredImageIsListedUnderItsNameAndThenUnderItsId() {
    assertThat(pop.image(Filter.byName(image)).orElseThrow().id()).isEqualTo(image + ":latest");

    assertThat(start(create()).status()).isEqualTo(ContainerStatus.RUNNING);

    assertThat(pop.images(Filter.all()))
        .filteredOn(listed -> listed.names().contains(image + ":latest"))
        .singleElement()
        .satisfies(listed -> assertThat(listed.id()).startsWith("sha256:"));
  }

  @Test
  void whatTheImageWantsAndDoesNotGetIsInTheExtendedStatus() {
    Container created = create();
    pop.metadata(Filter.byId(created.id()), Map.of("SIPP_RATE", "50"));

    assertThat(start(created).extendedStatus())
        .isEqualTo(
            "the container is running; the image wants SIPP_REMOTE, which is not in the metadata");
  }

  @Test
  void startsAtOnceGetTheImageOnce() {
    List<Container> created = IntStream.range(0, 4).mapToObj(number -> create()).toList();

    List<CompletableFuture<Container>> starts =
        created.stream()
            .map(container -> CompletableFuture.supplyAsync(() -> start(container)))
            .toList();

    assertThat(starts)
        .allSatisfy(
            started ->
                assertThat(started)
                    .succeedsWithin(60, TimeUnit.SECONDS)
                    .returns(ContainerStatus.RUNNING, Container::status));
  }

  @Test
  void aConfiguredImageThatIsRemovedComesAgain() {
    pop.pull(image, step -> {});
    Container created = create();
    removeImage();

    assertThat(start(created).status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void anyOtherImageThatIsRemovedIsMissedInOneSentenceAndMayComeBack() {
    server.close();
    server = pop(List.of());
    server.start();
    pop = client(server);
    pop.pull(image, step -> {});
    Container created = create();
    removeImage();

    PopException failure = catchThrowableOfType(PopException.class, () -> start(created));

    assertThat(failure.code()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(failure.text())
        .isEqualTo(
            "image '"
                + image
                + ":latest' was there when the container was created and is gone; pull it and reset"
                + " the container, or create it anew from another one");
    pop.pull(image, step -> {});
    pop.reset(Filter.byId(created.id()));
    assertThat(start(created).status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void aConfiguredImageThatCannotComeFailsTheStart() throws IOException {
    server.close();
    server = pop(List.of("127.0.0.1:1/images-start"));
    server.start();
    pop = client(server);
    image = "127.0.0.1:1/images-start";
    Container created = create();

    PopException failure = catchThrowableOfType(PopException.class, () -> start(created));

    assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(failure.text()).contains("does not reach registry 127.0.0.1:1");
    assertThat(pop.container(Filter.byId(created.id())).orElseThrow())
        .returns(ContainerStatus.FAILED, Container::status)
        .satisfies(failed -> assertThat(failed.extendedStatus()).contains("does not reach"));
  }

  @Test
  void anImageWithoutACommandIsRefusedBeforeAnythingIsMade() {
    PopException failure =
        catchThrowableOfType(
            PopException.class,
            () -> pop.create(ContainerConfig.of(PREFIX + "none", "mano4j-test/nocommand")));

    assertThat(failure.code()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(failure.text()).contains("neither ENTRYPOINT nor CMD");
    assertThat(pop.containers(Filter.all())).isEmpty();
  }

  private Container create() {
    return pop.create(ContainerConfig.of(PREFIX + UUID.randomUUID(), image));
  }

  private Container start(Container created) {
    return pop.start(Filter.byId(created.id()));
  }

  private static PopServer pop(List<String> images) {
    return PopServer.builder(
            DockerPopBackend.builder().engine(LiveEngine.uri()).images(images).build())
        .user("admin", "secret")
        .bcryptCost(4)
        .build();
  }

  private PopClient client(PopServer of) {
    return sessions.client(of.endpoint(), new PopCredentials("admin", "secret"));
  }

  private void removeImage() {
    try {
      docker.removeImageCmd(image + ":latest").exec();
    } catch (NotFoundException e) {
      // It never came.
    }
  }
}
