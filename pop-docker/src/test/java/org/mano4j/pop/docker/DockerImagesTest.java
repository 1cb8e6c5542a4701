package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.Image;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

class DockerImagesTest extends PlayedImages {

  @Test
  void listsTagsOrElseDigestsOrElseNoName() {
    fake.on(
        "GET",
        "/images/json",
        FakeEngine.json(
            200,
            "[{\"Id\":\"i1\",\"Created\":1,\"RepoTags\":[\"a:1\",\"a:2\"],\"RepoDigests\":[\"a@x\"]},"
                + "{\"Id\":\"i2\",\"Created\":1,\"RepoTags\":null,\"RepoDigests\":[\"b@sha256:1\"]},"
                + "{\"Id\":\"i3\",\"Created\":1,\"RepoTags\":[\"<none>:<none>\"],"
                + "\"RepoDigests\":[\"<none>@<none>\"]}]"));

    Instant created = Instant.ofEpochSecond(1);
    assertThat(images().all())
        .containsExactly(
            new Image("i1", List.of("a:1", "a:2"), created),
            new Image("i2", List.of("b@sha256:1"), created),
            new Image("i3", List.of(), created));
  }

  @Test
  void listsConfiguredImagesThatAreNotThereUnderTheirName() {
    assertThat(images("localhost:5000/a/app:1", "web").all())
        .containsExactly(
            new Image(APP, List.of(APP), Instant.EPOCH),
            new Image("web:latest", List.of("web:latest"), Instant.EPOCH));
  }

  @Test
  void listsAConfiguredImageOnceWhenItIsThere() {
    fake.on(
        "GET",
        "/images/json",
        FakeEngine.json(200, "[{\"Id\":\"i1\",\"Created\":1,\"RepoTags\":[\"web:latest\"]}]"));

    assertThat(images("web").all())
        .containsExactly(new Image("i1", List.of("web:latest"), Instant.ofEpochSecond(1)));
  }

  @Test
  void refusesToOfferWhatIsNoName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DockerPopBackend.builder().images(List.of("Not A Name")))
        .withMessageContaining("cannot offer image 'Not A Name'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "web:latest", "docker.io/web", "docker.io/library/web:latest"})
  void findsAConfiguredImageThatIsNotThereByAnyOfItsNames(String name) {
    assertThat(images("web").find(name)).map(Image::id).contains("web:latest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:5000/a/app:1", "c58dee899a15", "localhost:5000/a/app@" + "sha256:"})
  void asksTheEngineForAnyNameAsItIs(String begin) {
    String name = begin.endsWith("sha256:") ? begin + "b2".repeat(32) : begin;
    here(name, "[\"x\"]");

    assertThat(images().find(name)).map(Image::id).contains(ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPPER CASE", "", "../containers/json", "a?all=1"})
  void doesNotAskTheEngineForWhatIsNoName(String text) {
    assertThat(images().find(text)).isEmpty();
    assertThat(fake.asked()).isEmpty();
  }

  @Test
  void takesAnImageWithAnEntryPointOrACommand() {
    DockerImages images = images();
    for (String config : List.of("\"Cmd\":[\"a\"]", "\"Cmd\":null,\"Entrypoint\":[\"a\"]")) {
      hereWith("app:1", config);
      images.check(images.find("app:1").orElseThrow());
    }
  }

  @Test
  void refusesAnImageWithoutACommandAndAsksTheEngineNoSecondTime() {
    DockerImages images = images();
    hereWith("app:1", "\"Cmd\":null,\"Entrypoint\":[]");
    Image found = images.find("app:1").orElseThrow();

    PopException refused = catchThrowableOfType(PopException.class, () -> images.check(found));

    assertThat(refused.code()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(refused)
        .hasMessageContaining("image 'app:1' has neither ENTRYPOINT nor CMD")
        .hasMessageContaining("docker import --change 'CMD [");
    assertThat(fake.asked()).containsExactly("GET /images/app:1/json");
  }

  @Test
  void passesAConfiguredImageThatIsNotThere() {
    DockerImages images = images("web");

    images.check(images.find("web").orElseThrow());

    assertThat(fake.asked()).hasSize(1);
  }
}
