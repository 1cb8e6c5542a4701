package org.mano4j.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The archive of this build, unpacked. */
record Archive(Path home) {

  /** Unpacks it in a folder with a space in its name. */
  static Archive unpackedIn(Path folder) throws IOException, InterruptedException {
    Path file = Path.of(System.getProperty("mano4j.archive"));
    Path target = Files.createDirectories(folder.resolve("a folder"));
    Process tar =
        new ProcessBuilder("tar", "-xzf", file.toString(), "-C", target.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(tar.exitValue()).as("unpacking %s", file).isZero();
    try (Stream<Path> inside = Files.list(target)) {
      return new Archive(inside.reduce((one, other) -> fail(one, other)).orElseThrow());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Path fail(Path one, Path other) {
    throw new AssertionError("one folder is expected, but there are " + one + " and " + other);
  }

  Path script(String name) {
    return home.resolve("bin").resolve(name);
  }
}
