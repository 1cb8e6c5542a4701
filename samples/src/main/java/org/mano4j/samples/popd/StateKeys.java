package org.mano4j.samples.popd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.config.Table;

/**
 * What survives the process.
 *
 * @param directory of the state, and of the last output of what has ended
 * @param sync whether a change waits for the disk
 */
record StateKeys(Path directory, boolean sync) {

  static StateKeys read(Table top, Map<String, String> environment, @Nullable Path option) {
    Path said = Keys.path(top, "StateDirectory").orElse(null);
    Path directory = option != null ? option : said != null ? said : usual(environment);
    return new StateKeys(directory.toAbsolutePath(), top.flag("Sync").orElse(true));
  }

  /** Makes the directory for the Pop's user alone: what containers print may be secret. */
  void make() {
    try {
      if (Files.isDirectory(directory)) {
        return;
      }
      Path parent = directory.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make the state directory "
              + directory
              + ": "
              + why(e)
              + "; make it, or name another one with StateDirectory or --state",
          e);
    }
  }

  private static String why(IOException failure) {
    if (failure instanceof AccessDeniedException denied) {
      return "this user may not write to " + denied.getFile();
    }
    if (failure instanceof FileAlreadyExistsException there) {
      return there.getFile() + " is a file";
    }
    return failure instanceof NoSuchFileException
        ? "nothing can be made there"
        : failure.toString();
  }

  Path output() {
    return directory.resolve("output");
  }

  private static Path usual(Map<String, String> environment) {
    if ("root".equals(System.getProperty("user.name"))) {
      return Path.of("/var/lib/mano4j/popd");
    }
    String states = environment.getOrDefault("XDG_STATE_HOME", "");
    Path home = Path.of(System.getProperty("user.home"), ".local", "state");
    return (states.startsWith("/") ? Path.of(states) : home).resolve("mano4j").resolve("popd");
  }
}
