package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelsTest {

  @Test
  void nameTheVersionThatTheBuildGives() throws Exception {
    String pom = Files.readString(Path.of("pom.xml"));
    String version = pom.replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
    Map<String, String> labels = new Labels("owner", "pop").common();
    assertThat(labels.get(Labels.VERSION)).isNotEmpty().isEqualTo(version);
  }

  @Test
  void ofAnInstanceAreThoseOfThePopAndTwoMore() {
    assertThat(new Labels("owner", "pop").ofInstance("i1", "c1"))
        .containsEntry(Labels.OWNER, "owner")
        .containsEntry(Labels.POP, "pop")
        .containsEntry(Labels.INSTANCE, "i1")
        .containsEntry(Labels.CONTAINER, "c1")
        .containsKey(Labels.VERSION);
  }
}
