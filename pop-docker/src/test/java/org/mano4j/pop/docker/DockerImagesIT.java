package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.Image;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PullProgress;

@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class DockerImagesIT {

  private static final String APP = "images-it/app:1";
  private static final int LAYER_KIB = 1500;

  @TempDir private static Path directory;

  private static DockerClient docker;
  private static LiveRegistry registry;

  private final Set<String> pulled = ConcurrentHashMap.newKeySet();
  private final List<PullProgress> told = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    docker = LiveEngine.require();
    registry = LiveRegistry.start(directory, LiveEngine.uri());
    registry.push(APP, "org.mano4j.env=\"A B\"", LAYER_KIB, LAYER_KIB, LAYER_KIB);
  }

  @AfterAll
  static void stop() throws IOException {
    registry.close();
    docker.close();
  }

  @AfterEach
  void removeImages() {
    pulled.forEach(DockerImagesIT::remove);
  }

  @Test
  void pullTellsTheBytesOfEachLayer() {
    String name = registry.address() + "/" + APP;

    Image image = pull(images(), name);

    assertThat(image.names()).containsExactly(name);
    assertThat(image.id()).matches("sha256:[0-9a-f]{64}");
    Set<String> layers =
        told.stream()
            .filter(step -> step.status().equals("Downloading"))
            .map(PullProgress::layer)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(layers).hasSize(3).allMatch(layer -> layer.matches("[0-9a-f]{12}"));
    assertThat(told)
        .filteredOn(step -> layers.contains(step.layer()) && step.total() > 0)
        .allSatisfy(
            step -> {
              assertThat(step.current()).isBetween(0L, step.total());
              assertThat(step.total()).isBetween(LAYER_KIB * 1024L, (LAYER_KIB + 20) * 1024L);
            });
  }

  @Test
  void anImageIsFoundByAllItsNames() {
    String name = registry.address() + "/images-it/app";
    DockerImages images = images();
    Image image = pull(images, name + ":1");
    String digest = docker.inspectImageCmd(image.id()).exec().getRepoDigests().get(0);

    assertThat(
            List.of(
                image.id(),
                image.id().substring("sha256:".length()),
                image.id().substring("sha256:".length()).substring(0, 12),
                name + ":1",
                digest))
        .allSatisfy(text -> assertThat(images.find(text)).contains(image));
    assertThat(images.find(name)).as("there is no latest").isEmpty();
    assertThat(images.all()).contains(image);
  }

  @Test
  void anImageThatWasPulledByItsDigestHasThatForAName() {
    DockerImages images = images();
    Image tagged = pull(images, registry.address() + "/" + APP);
    String digest = docker.inspectImageCmd(tagged.id()).exec().getRepoDigests().get(0);
    remove(tagged.names().get(0));

    Image image = pull(images, digest);

    assertThat(image.names()).containsExactly(digest);
    assertThat(images.all()).contains(image);
  }

  @Test
  void aTestImageIsFoundWithAndWithoutItsTag() {
    assertThat(images().find("mano4j-test/sleep"))
        .isPresent()
        .isEqualTo(images().find("mano4j-test/sleep:latest"));
  }

  @Test
  void anImageWithoutACommandIsRefused() {
    Image image = images().find("mano4j-test/nocommand").orElseThrow();

    assertThat(failure(() -> images().check(image)))
        .returns(Code.FAILED_PRECONDITION, PopException::code)
        .hasMessageContaining("'mano4j-test/nocommand:latest' has neither ENTRYPOINT nor CMD");
  }

  @Test
  void aRegistryThatWantsALoginGetsTheOneOfThePop() {
    DockerImages images =
        images(
            DockerPopBackend.builder()
                .registry(
                    new RegistryLogin(
                        registry.lockedAddress(), LiveRegistry.USER, LiveRegistry.PASSWORD)));

    assertThat(pull(images, registry.lockedAddress() + "/" + APP).names()).hasSize(1);
  }

  @Test
  void withoutALoginTheRegistryRefuses() {
    assertThat(failure(() -> pull(images(), registry.lockedAddress() + "/" + APP)))
        .returns(Code.FAILED_PRECONDITION, PopException::code)
        .hasMessageContaining("registry " + registry.lockedAddress() + " refuses")
        .hasMessageContaining("give the Pop user name and password");
  }

  @Test
  void withAWrongPasswordTheRegistryRefusesAndThePasswordIsNotShown() {
    DockerImages images =
        images(
            DockerPopBackend.builder()
                .registry(
                    new RegistryLogin(registry.lockedAddress(), LiveRegistry.USER, "wr0ng-one")));

    assertThat(failure(() -> pull(images, registry.lockedAddress() + "/" + APP)))
        .returns(Code.FAILED_PRECONDITION, PopException::code)
        .hasMessageContaining("check user name and password")
        .hasMessageNotContaining("wr0ng-one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"images-it/app:2", "images-it/nothing"})
  void whatTheRegistryDoesNotHaveIsNotFound(String name) {
    assertThat(failure(() -> pull(images(), registry.address() + "/" + name)))
        .returns(Code.NOT_FOUND, PopException::code)
        .hasMessageContaining("cannot pull image '" + registry.address() + "/" + name);
  }

  @Test
  void aRegistryThatIsNotThereIsUnavailable() {
    assertThat(failure(() -> pull(images(), "127.0.0.1:1/images-it/app")))
        .returns(Code.UNAVAILABLE, PopException::code)
        .hasMessageContaining("does not reach registry 127.0.0.1:1");
  }

  @Test
  void aPullThatIsGivenUpEndsInTheEngineToo() throws Exception {
    try (StallingProxy slow = stallingProxy()) {
      String name = slow.address() + "/" + APP;
      DockerImages images = images();
      CompletableFuture<PopException> thrown = new CompletableFuture<>();
      Thread caller = new Thread(() -> thrown.complete(failure(() -> pull(images, name))));
      caller.start();
      await().atMost(60, TimeUnit.SECONDS).until(() -> slow.stalled() == 3);

      caller.interrupt();

      assertThat(thrown.get(30, TimeUnit.SECONDS).code()).isEqualTo(Code.CANCELLED);
      // An engine needs a moment to see that its caller has gone. Having given up, it leaves a
      // stalled connection when there is something to read.
      await().pollDelay(1, TimeUnit.SECONDS).until(() -> true);
      slow.release();
      await().atMost(60, TimeUnit.SECONDS).until(slow::engineHasLeft);
      await()
          .during(1, TimeUnit.SECONDS)
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> images.find(name).isEmpty());
    }
  }

  @Test
  void aConfiguredImageComesAtFirstUseAlthoughTheFirstWhoWantedItGaveUp() throws Exception {
    try (StallingProxy slow = stallingProxy()) {
      String name = slow.address() + "/" + APP;
      pulled.add(name);
      DockerImages images = images(DockerPopBackend.builder().images(List.of(name)));
      Image wanted = images.find(name).orElseThrow();
      assertThat(wanted.id()).isEqualTo(name);
      CompletableFuture<PopException> thrown = new CompletableFuture<>();
      Thread caller = new Thread(() -> thrown.complete(failure(() -> images.fetch(wanted))));
      caller.start();
      await().atMost(60, TimeUnit.SECONDS).until(() -> slow.stalled() == 3);
      caller.interrupt();
      assertThat(thrown.get(30, TimeUnit.SECONDS)).hasMessageContaining("is still being pulled");

      slow.release();

      assertThat(images.fetch(wanted).id()).startsWith("sha256:");
      assertThat(images.all()).filteredOn(image -> image.names().contains(name)).hasSize(1);
    }
  }

  private Image pull(DockerImages images, String name) {
    pulled.add(name);
    return images.pull(name, told::add);
  }

  private static DockerImages images() {
    return images(DockerPopBackend.builder());
  }

  private static DockerImages images(DockerPopBuilder builder) {
    DockerPopConfig config = builder.engine(LiveEngine.uri()).config();
    return new DockerImages(new Engine(config), config);
  }

  private static StallingProxy stallingProxy() throws IOException {
    return new StallingProxy(
        Integer.parseInt(registry.address().replaceFirst(".*:", "")), LAYER_KIB * 512L);
  }

  private static PopException failure(Runnable call) {
    return catchThrowableOfType(PopException.class, call::run);
  }

  private static void remove(String name) {
    try {
      docker.removeImageCmd(name).exec();
    } catch (NotFoundException e) {
      // It never came.
    }
  }
}
