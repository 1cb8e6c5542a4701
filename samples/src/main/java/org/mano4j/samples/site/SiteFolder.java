package org.mano4j.samples.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * A temporary folder for its owner alone; made when it is first needed, and not again once it was
 * closed. Used by one thread, but for {@link #close}.
 */
final class SiteFolder implements AutoCloseable {

  /** More than there are who could put something into the folder while it is removed. */
  private static final int MOST_REMOVALS = 100;

  private volatile @Nullable Path path;
  private volatile boolean closed;

  /**
   * Where it is.
   *
   * @throws SiteException if it is gone
   */
  Path path() {
    Path made = path;
    if (made == null) {
      try {
        made = Files.createTempDirectory("mano4j-demo-", only("rwx------"));
      } catch (IOException e) {
        throw new SiteException("cannot make a temporary folder: " + e.getMessage(), e);
      }
      path = made;
    }
    if (closed) {
      close(); // it was made just now
      throw new SiteException("the temporary folder is gone, since the demo ends");
    }
    return made;
  }

  /** Writes a file that only its owner can read, from its first byte on. */
  Path write(String name, String text) {
    Path file = path().resolve(name);
    try {
      Files.createFile(file, only("rw-------"));
      return Files.writeString(
          file, text, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static FileAttribute<?> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /**
   * Removes it with all that is in it, also what somebody is about to put there. Idempotent, and
   * safe from any thread.
   */
  @Override
  public void close() {
    closed = true;
    Path made = path;
    path = null;
    if (made == null) {
      return;
    }
    try {
      for (int removals = 1; !isRemoved(made, removals == MOST_REMOVALS); removals++) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      throw new SiteException("cannot remove the folder " + made + ": " + e.getMessage(), e);
    }
  }

  /** False if there was something new in it, or somebody else removes it, too. */
  private static boolean isRemoved(Path made, boolean last) throws IOException {
    try {
      Files.walkFileTree(made, new Removal());
      return true;
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      if (last) {
        throw e;
      }
      return Files.notExists(made);
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
