package org.mano4j.samples.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SippImageFilesTest {

  private static final Path FOLDER = Path.of("sipp", "images");

  @Test
  void theProgramCarriesAllThatTheImagesAreMadeOf() throws IOException {
    List<String> files;
    try (Stream<Path> all = Files.walk(FOLDER)) {
      files =
          all.filter(Files::isRegularFile)
              .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
              .toList();
    }

    assertThat(SippImages.FILES).containsExactlyInAnyOrderElementsOf(files);
    assertThat(SippImages.FILES)
        .allSatisfy(
            name ->
                assertThat(SippImages.class.getResource(SippImages.RESOURCES + name)).isNotNull());
  }
}
