package org.mano4j.benchmarks.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkout that this program belongs to. */
public final class SourceTree {

  private static final String LAUNCHER = "mano4j.launcher";

  private SourceTree() {}

  /** Whether the launcher has started this program, and so has everything built. */
  public static boolean isLaunched() {
    return System.getProperty(LAUNCHER) != null;
  }

  /**
   * The first folder that has a file: of that of the launcher, the current one, and those above.
   *
   * @param file from the root of a checkout
   */
  public static Optional<Path> with(Path file) {
    Stream<Path> launched =
        Optional.ofNullable(System.getProperty(LAUNCHER))
            .map(launcher -> Path.of(launcher).toAbsolutePath().getParent())
            .stream();
    return Stream.concat(launched, Stream.of(Path.of("").toAbsolutePath()))
        .flatMap(from -> Stream.iterate(from, folder -> folder != null, Path::getParent))
        .filter(root -> Files.isRegularFile(root.resolve(file)))
        .findFirst();
  }
}
