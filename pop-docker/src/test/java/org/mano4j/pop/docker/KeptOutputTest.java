package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.server.InstanceState;

class KeptOutputTest {

  private static final KeptEnd END =
      new KeptEnd(
          3,
          List.of(
              chunk(LogChunk.Stream.OUTPUT, "one\n"),
              chunk(LogChunk.Stream.ERROR, "long "),
              chunk(LogChunk.Stream.ERROR, "line\n"),
              chunk(LogChunk.Stream.OUTPUT, "unended")));

  @TempDir private Path directory;

  @Test
  void aFileTellsAllAfterARestart() throws Exception {
    new KeptInFiles(directory).keep("i1", END);
    KeptOutput later = new KeptInFiles(directory);
    assertThat(later.find("i1")).contains(END);
    assertThat(later.all()).containsExactly(InstanceState.kept("i1", 3));
    assertThat(Files.readString(directory.resolve("i1"))).startsWith("exit code: 3\n");
    later.forget("i1");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void anExitCodeThatNobodyKnowsStaysSo() {
    KeptOutput kept = new KeptInFiles(directory);
    kept.keep("i1", new KeptEnd(null, List.of()));
    assertThat(kept.all()).containsExactly(InstanceState.kept("i1", null));
  }

  @Test
  void nobodyElseMayReadIt() throws Exception {
    Path made = directory.resolve("made/here");
    new KeptInFiles(made).keep("i1", END);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve("i1"))))
        .isEqualTo("rw-------");
  }

  @Test
  void noLinkLeadsItElsewhere() throws Exception {
    Path other = Files.writeString(directory.resolve("other"), "mine");
    Path kept = Files.createDirectory(directory.resolve("kept"));
    Files.createSymbolicLink(kept.resolve("i1.new"), other);
    Files.createSymbolicLink(kept.resolve("i1"), other);
    new KeptInFiles(kept).keep("i1", END);
    assertThat(other).hasContent("mine");
    assertThat(Files.isSymbolicLink(kept.resolve("i1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../i1", "..", ".", "a/b", "/etc/passwd", ""})
  void whatIsNoNameOfAFileIsNoIdOfAnInstance(String id) {
    KeptOutput kept = new KeptInFiles(directory);
    assertThatThrownBy(() -> kept.keep(id, END)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatACrashHasLeftHalfWrittenIsNotBelieved() throws Exception {
    Files.writeString(directory.resolve("i1.new"), "exit code: 0\n");
    Files.writeString(directory.resolve("i2"), "exit co");
    assertThat(new KeptInFiles(directory).all()).isEmpty();
    assertThat(directory.resolve("i1.new")).doesNotExist();
  }

  @Test
  void anIdThatLeadsElsewhereIsRefused() {
    assertThatThrownBy(() -> new KeptInFiles(directory).find("../i1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLastLinesAreCountedAsLines() {
    assertThat(read(0)).isEmpty();
    assertThat(read(1)).isEqualTo("unended");
    assertThat(read(2)).isEqualTo("long line\nunended");
    assertThat(read(3)).isEqualTo("one\nlong line\nunended");
    assertThat(read(9)).isEqualTo("one\nlong line\nunended");
  }

  @Test
  void memoryDropsTheOldestBeyondItsLimit() {
    KeptInMemory kept = new KeptInMemory(END.size() + 1);
    kept.keep("i1", END);
    kept.keep("i1", END);
    assertThat(kept.find("i1")).isPresent();
    kept.keep("i2", END);
    assertThat(kept.find("i1")).isEmpty();
    assertThat(kept.find("i2")).isPresent();
  }

  private static String read(int lines) {
    List<String> got = new ArrayList<>();
    END.read(LogOptions.tail(lines), chunk -> got.add(chunk.text()));
    return String.join("", got);
  }

  private static LogChunk chunk(LogChunk.Stream stream, String text) {
    return LogChunk.of(stream, text.getBytes(StandardCharsets.UTF_8));
  }
}
