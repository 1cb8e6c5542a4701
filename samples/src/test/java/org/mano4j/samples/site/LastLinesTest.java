package org.mano4j.samples.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastLinesTest {

  @TempDir private Path folder;

  @Test
  void readsWhatIsNoUtf8() throws IOException {
    Path log = Files.write(folder.resolve("a.log"), new byte[] {'o', 'k', '\n', (byte) 0xE9, 'x'});

    assertThat(LastLines.of(log, 10)).hasSize(2).first().isEqualTo("ok");
    assertThat(LastLines.last(log)).endsWith("x");
  }

  @Test
  void readsNoMoreThanTheEnd() throws IOException {
    Path log = Files.writeString(folder.resolve("a.log"), "line\n".repeat(100_000) + "last\n");

    assertThat(LastLines.of(log, 2)).containsExactly("line", "last");
  }

  @Test
  void saysThatThereIsNothing() throws IOException {
    assertThat(LastLines.last(Files.createFile(folder.resolve("a.log"))))
        .isEqualTo("it says nothing");
    assertThat(LastLines.last(folder.resolve("none.log"))).contains("cannot be read");
  }
}
