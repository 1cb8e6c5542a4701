package org.mano4j.pop.server;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state file of an opened directory, which it keeps short. One thread uses it. */
final class StateLog {

  private static final Logger LOG = LoggerFactory.getLogger(StateLog.class);

  /** Below this length a file is never too long. */
  private static final long ENOUGH_BYTES = 1 << 20;

  private final StateDirectory directory;
  private final CommitMark mark;
  private final boolean sync;
  private StateFile file;
  private long freshBytes;
  private long commits;

  /**
   * Puts this state into the directory.
   *
   * @param sync whether each commit waits for the disk
   */
  StateLog(StateDirectory directory, StateImage image, boolean sync) throws IOException {
    this.directory = directory;
    this.sync = sync;
    this.commits = image.commits();
    this.file = directory.prepare(name -> StateFile.create(name, image));
    this.freshBytes = file.bytes();
    try {
      directory.install();
      this.mark = directory.mark();
      mark.write(commits);
      mark.sync();
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Makes changes safe, all at once. */
  void append(List<StateChange> changes) throws IOException {
    changes.forEach(change -> change.apply(file));
    file.commit(++commits);
    if (sync) {
      file.sync();
    }
    mark.write(commits);
    if (isTooLong()) {
      shorten();
    }
  }

  void close() throws IOException {
    file.close();
    mark.close();
  }

  /** What was appended is safe in any case: without room for a new file the old one goes on. */
  private void shorten() throws IOException {
    StateFile old = file;
    StateFile next;
    try {
      next = directory.prepare(old::copy);
    } catch (IOException e) {
      freshBytes = old.bytes();
      LOG.warn(
          "{} cannot be written anew, and grows to {} bytes before this is tried again: {}",
          directory.file(),
          2 * freshBytes,
          e.getMessage());
      return;
    }
    file = next;
    freshBytes = next.bytes();
    old.close();
    directory.install();
  }

  private boolean isTooLong() {
    return file.bytes() > Math.max(ENOUGH_BYTES, Math.max(3 * file.liveBytes(), 2 * freshBytes));
  }
}
