package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

  private static final String DIGEST =
      "sha256:f04afcdc0277ababfbfb73263b5432816d6b8c9adab36e38cf4adab8b7acee92";

  @ParameterizedTest
  @CsvSource({
    "nginx, docker.io, library/nginx, latest, nginx:latest",
    "nginx:1.25, docker.io, library/nginx, 1.25, nginx:1.25",
    "mano4j/sipp-client, docker.io, mano4j/sipp-client, latest, mano4j/sipp-client:latest",
    "docker.io/nginx, docker.io, library/nginx, latest, nginx:latest",
    "docker.io/library/nginx, docker.io, library/nginx, latest, nginx:latest",
    "index.docker.io/a/b:2, docker.io, a/b, 2, a/b:2",
    "library/a/b, docker.io, library/a/b, latest, library/a/b:latest",
    "localhost/a, localhost, a, latest, localhost/a:latest",
    "localhost:5000/a/b:1, localhost:5000, a/b, 1, localhost:5000/a/b:1",
    "localhost:5000/a, localhost:5000, a, latest, localhost:5000/a:latest",
    "r.example.org/team/a-b__c.d/e:V_1.0-rc, r.example.org, team/a-b__c.d/e, V_1.0-rc, r.example.org/team/a-b__c.d/e:V_1.0-rc",
    "[::1]:5000/a:1, [::1]:5000, a, 1, [::1]:5000/a:1",
    // Without a slash behind it, what looks like a port is a tag.
    "localhost:5000, docker.io, library/localhost, 5000, localhost:5000",
  })
  void namesAreTakenApartAsEnginesDo(
      String text, String registry, String repository, String tag, String shown) {
    assertThat(ImageReference.parse(text))
        .hasValueSatisfying(
            read -> {
              assertThat(read).isEqualTo(new ImageReference(registry, repository, tag, ""));
              assertThat(read).hasToString(shown);
              assertThat(read.version()).isEqualTo(tag);
            });
  }

  @Test
  void aDigestMakesTheTagUnnecessary() {
    ImageReference read = ImageReference.parse("localhost:5000/a@" + DIGEST).orElseThrow();

    assertThat(read).isEqualTo(new ImageReference("localhost:5000", "a", "", DIGEST));
    assertThat(read.version()).isEqualTo(DIGEST);
    assertThat(read).hasToString("localhost:5000/a@" + DIGEST);
  }

  @Test
  void aDigestSaysMoreThanTheTagBesideIt() {
    ImageReference read = ImageReference.parse("a:1@" + DIGEST).orElseThrow();

    assertThat(read.tag()).isEqualTo("1");
    assertThat(read.version()).isEqualTo(DIGEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "UPPER CASE",
        "Nginx",
        "a b",
        "a:",
        "a:-b",
        ":1",
        "/a",
        "a//b",
        "a/",
        "a_",
        "-a",
        "a___b",
        "a@sha256:12",
        "a@",
        "http://localhost:5000/a",
        "localhost:x/a",
        "-host.org/a",
        "a\nb",
        "../../containers/json",
        "a?b=c",
        "c58dee899a15f2ea9729716bfe62a59410055aa57feed383df133363cd111991"
      })
  void whatIsNoNameIsNone(String text) {
    assertThat(ImageReference.parse(text)).isEmpty();
  }

  @Test
  void tagsAndNamesHaveAnEnd() {
    assertThat(ImageReference.parse("a:" + "t".repeat(128))).isPresent();
    assertThat(ImageReference.parse("a:" + "t".repeat(129))).isEmpty();
    assertThat(ImageReference.parse("localhost/" + "n".repeat(245))).isPresent();
    assertThat(ImageReference.parse("localhost/" + "n".repeat(246))).isEmpty();
  }
}
