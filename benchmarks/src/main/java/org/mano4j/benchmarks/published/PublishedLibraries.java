package org.mano4j.benchmarks.published;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mano4j.benchmarks.harness.SourceTree;
import org.mano4j.benchmarks.harness.Unavailable;

/**
 * Where the programs on the published libraries are. They must never share a class path with ours:
 * the versions of what both use differ.
 */
public final class PublishedLibraries {

  private static final Path BUILT = Path.of("peers", "programs", "target");

  private PublishedLibraries() {}

  /**
   * The class path of the programs in peers/programs.
   *
   * @throws Unavailable if they were not built, or this does not run in a checkout
   */
  public static String classPath() {
    Path built =
        SourceTree.with(BUILT.resolve("classpath"))
            .map(root -> root.resolve(BUILT))
            .orElseThrow(
                () ->
                    new Unavailable(
                        "the programs on the published libraries are not built; run ./mano4j bench in a"
                            + " checkout, or mvn package -pl peers,peers/programs in it before"));
    try {
      return built.resolve("classes")
          + File.pathSeparator
          + Files.readString(built.resolve("classpath")).trim();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class path in " + built, e);
    }
  }
}
