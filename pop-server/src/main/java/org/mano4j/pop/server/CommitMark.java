package org.mano4j.pop.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Remembers, beside a state file, how many commits were acknowledged. A file that has lost its end
 * looks like an older one; this tells them apart. Written after each commit, and never waited for:
 * it may be behind the file, but not before it.
 */
final class CommitMark implements AutoCloseable {

  private static final int DIGITS = 19;

  private final FileChannel channel;

  private CommitMark(FileChannel channel) {
    this.channel = channel;
  }

  static CommitMark open(Path file) throws IOException {
    return new CommitMark(
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** How many commits a mark tells of; 0 without one. */
  static long read(Path file) throws IOException, StateException {
    if (!Files.exists(file)) {
      return 0;
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    if (!text.matches("[0-9]{" + DIGITS + "}\n")) {
      throw StateException.fixable(
          "it should hold a number of " + DIGITS + " digits",
          "remove it to go on with what the state file has");
    }
    return Long.parseLong(text.strip());
  }

  /** Sets it. */
  void write(long commits) throws IOException {
    String text = String.format(Locale.ROOT, "%0" + DIGITS + "d\n", commits);
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (bytes.hasRemaining()) {
      channel.write(bytes, bytes.position());
    }
  }

  /** Waits until the disk has it. */
  void sync() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
