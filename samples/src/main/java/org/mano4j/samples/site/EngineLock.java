package org.mano4j.samples.site;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One demo at a time on an engine: their networks have the names of the descriptor's links, and two
 * Pops would give the same addresses there. Of one user on one machine; goes with the process.
 */
final class EngineLock implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final String engine;
  private final Path file;
  private @Nullable FileChannel channel;

  /**
   * A lock, not taken.
   *
   * @param engine its address; empty for the local one
   */
  EngineLock(String engine) {
    this(
        engine.isEmpty() ? "of this machine" : engine,
        Path.of(System.getProperty("java.io.tmpdir"))
            .resolve(
                "mano4j-demo-%s-%08x.lock"
                    .formatted(System.getProperty("user.name"), engine.hashCode())));
  }

  /** For tests. */
  EngineLock(String engine, Path file) {
    this.engine = engine;
    this.file = file;
  }

  /**
   * Takes it, or waits until the other demo has ended.
   *
   * @param progress told of the wait
   * @throws SiteException if that takes too long
   */
  void take(Consumer<String> progress) {
    try {
      FileChannel opened =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel = opened;
      long end = System.nanoTime() + PATIENCE.toNanos();
      for (boolean told = false; !isTaken(opened); told = true) {
        if (!told) {
          progress.accept("another demo is on the Docker Engine " + engine + "; waiting for it");
        }
        if (System.nanoTime() > end) {
          throw new SiteException(
              "another demo has been on the Docker Engine "
                  + engine
                  + " for "
                  + PATIENCE.toMinutes()
                  + " minutes; end it, or use another engine (DOCKER_HOST)");
        }
        // nobody counts it down
        new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (IOException e) {
      throw new SiteException("cannot lock " + file + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SiteException("interrupted while another demo was on the Docker Engine", e);
    }
  }

  private static boolean isTaken(FileChannel opened) throws IOException {
    try {
      FileLock lock = opened.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another demo in this JVM
    }
  }

  @Override
  public void close() {
    FileChannel opened = channel;
    channel = null;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException e) {
        throw new SiteException("cannot unlock " + file + ": " + e.getMessage(), e);
      }
    }
  }
}
