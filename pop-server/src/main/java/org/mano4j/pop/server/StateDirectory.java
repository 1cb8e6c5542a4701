package org.mano4j.pop.server;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Function;

/** The files of a state directory, held by one server. */
final class StateDirectory implements AutoCloseable {

  /** The state itself. */
  static final String FILE = "pop-state.mv";

  /** How many commits were acknowledged. */
  static final String MARK = "pop-state.mark";

  /** Held as long as a server uses the directory. */
  static final String LOCK = "pop-state.lock";

  private static final String NEXT = "pop-state.next";

  private final Path directory;
  private final Function<Path, String> fileName;
  private final StateLock lock;

  private StateDirectory(Path directory, Function<Path, String> fileName, StateLock lock) {
    this.directory = directory;
    this.fileName = fileName;
    this.lock = lock;
  }

  /**
   * Takes a directory; makes it if there is none.
   *
   * @param fileName under which name the storage library opens a file
   */
  static StateDirectory take(Path directory, Function<Path, String> fileName) {
    try {
      Files.createDirectories(directory);
      Path real = directory.toRealPath();
      return new StateDirectory(real, fileName, StateLock.take(real.resolve(LOCK)));
    } catch (IOException e) {
      throw StateRefusal.of(directory, e);
    } catch (StateException e) {
      throw StateRefusal.of(directory, e);
    }
  }

  /** What the directory holds, or a beginning; changes nothing. */
  StateImage load(StateFormat format) {
    long acknowledged = acknowledged();
    try {
      StateImage image;
      if (Files.exists(file())) {
        image = StateFile.read(fileName.apply(file()), format);
      } else {
        image = StateImage.begin(format.version(), UUID.randomUUID().toString());
      }
      if (image.commits() < acknowledged) {
        throw StateException.fixable(
            (image.commits() == 0 ? "it is not there" : "it ends with commit " + image.commits())
                + ", but commit "
                + acknowledged
                + " was acknowledged",
            "restore the directory from a backup, or remove "
                + MARK
                + " to go on without what is lost, as after a power cut of a server without sync");
      }
      return image;
    } catch (StateException e) {
      throw StateRefusal.of(file(), e);
    }
  }

  /** Keeps a copy of the file as it is, for a way back to the version that wrote it. */
  void keepCopy(int format) throws IOException {
    Path copy = directory.resolve("pop-state.format-" + format + ".mv");
    Files.copy(file(), copy, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Writes a new file beside the present one; nothing is left of it if that fails.
   *
   * @param writer is told its name
   */
  StateFile prepare(Function<String, StateFile> writer) throws IOException {
    Path next = directory.resolve(NEXT);
    Files.deleteIfExists(next);
    try {
      return writer.apply(fileName.apply(next));
    } catch (RuntimeException e) {
      Files.deleteIfExists(next);
      throw new IOException(StateRefusal.reason(e), e);
    }
  }

  /** Puts the new file in the place of the present one, in one step. */
  void install() throws IOException {
    Files.move(directory.resolve(NEXT), file(), StandardCopyOption.ATOMIC_MOVE);
    syncDirectory();
  }

  CommitMark mark() throws IOException {
    return CommitMark.open(directory.resolve(MARK));
  }

  /** The state file. */
  Path file() {
    return directory.resolve(FILE);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private long acknowledged() {
    Path mark = directory.resolve(MARK);
    try {
      return CommitMark.read(mark);
    } catch (IOException e) {
      throw StateRefusal.of(mark, e);
    } catch (StateException e) {
      throw StateRefusal.of(mark, e);
    }
  }

  /** A name is safe once its directory is. Only where a directory can be opened as a file. */
  private void syncDirectory() throws IOException {
    if (File.separatorChar == '/') {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
