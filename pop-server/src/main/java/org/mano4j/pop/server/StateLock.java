package org.mano4j.pop.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a second server out of a state directory. Ends with the process. */
final class StateLock implements AutoCloseable {

  /**
   * The locks of this process. The operating system forgets a process' lock as soon as the process
   * closes the file once more, so a second server here must not even open it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private StateLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes a lock.
   *
   * @param file under a real path
   */
  static StateLock take(Path file) throws IOException, StateException {
    if (!HELD.add(file)) {
      throw inUse("another server of this process");
    }
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        lock(file, channel);
        return new StateLock(file, channel);
      } catch (IOException | StateException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | StateException | RuntimeException e) {
      HELD.remove(file);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }

  private static void lock(Path file, FileChannel channel) throws IOException, StateException {
    if (channel.tryLock() == null) {
      throw inUse(Files.readString(file).strip());
    }
    String owner = "process " + ProcessHandle.current().pid() + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private static StateException inUse(String owner) {
    return StateException.fixable(
        "it is in use by " + owner, "stop that server, or give this one a directory of its own");
  }
}
