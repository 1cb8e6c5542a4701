package org.mano4j.pop.server;

import java.io.IOException;
import java.util.List;

/** The state file of an opened directory, which it keeps short. One thread uses it. */
final class StateLog {

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
    this.file = directory.replace(name -> StateFile.create(name, image));
    this.freshBytes = file.bytes();
    try {
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
      StateFile old = file;
      file = directory.replace(old::copy);
      freshBytes = file.bytes();
      old.close();
    }
  }

  void close() throws IOException {
    file.close();
    mark.close();
  }

  private boolean isTooLong() {
    return file.bytes() > Math.max(ENOUGH_BYTES, Math.max(3 * file.liveBytes(), 2 * freshBytes));
  }
}
