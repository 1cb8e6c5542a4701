package org.mano4j.pop.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mano4j.pop.server.InstanceState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In a directory, a file for each instance, named by its id. Thread-safe. */
final class KeptInFiles implements KeptOutput {

  private static final Logger LOG = LoggerFactory.getLogger(KeptInFiles.class);

  /** Of a file that is being written; one that a crash has left is written over or removed. */
  private static final String UNFINISHED = ".new";

  private final Path directory;

  KeptInFiles(Path directory) {
    this.directory = directory;
    try {
      if (!Files.isDirectory(directory)) {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.createDirectory(directory, owners("rwx------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make " + directory + " to keep the output of instances; check its parent", e);
    }
  }

  /** A full disk costs the output, not the end itself: that is only logged. */
  @Override
  public void keep(String instanceId, KeptEnd end) {
    Path file = file(instanceId);
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      Files.deleteIfExists(unfinished);
      Files.createFile(unfinished, owners("rw-------"));
      Files.write(unfinished, end.bytes());
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn(
          "cannot keep the output of instance {} in {}: {}", instanceId, directory, e.toString());
      delete(unfinished);
    }
  }

  @Override
  public Optional<KeptEnd> find(String instanceId) {
    return read(file(instanceId));
  }

  @Override
  public void forget(String instanceId) {
    delete(file(instanceId));
  }

  @Override
  public List<InstanceState> all() {
    List<InstanceState> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(UNFINISHED)) {
          delete(file);
        } else {
          read(file).ifPresent(end -> found.add(InstanceState.kept(name, end.exitCode())));
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the output kept in " + directory, e);
    }
  }

  private static Optional<KeptEnd> read(Path file) {
    try {
      return Optional.of(KeptEnd.of(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("cannot read the output kept in {}: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", file, e.toString());
    }
  }

  /** What containers print may be secret; nobody else may read it, whoever made the directory. */
  private FileAttribute<?>[] owners(String permissions) {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private Path file(String instanceId) {
    Path file = directory.resolve(instanceId).normalize();
    if (!directory.normalize().equals(file.getParent())) {
      throw new IllegalArgumentException("'" + instanceId + "' is no id of an instance");
    }
    return file;
  }
}
