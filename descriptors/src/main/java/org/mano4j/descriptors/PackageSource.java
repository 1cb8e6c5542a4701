package org.mano4j.descriptors;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller's stream: when it fails, that is not the archive's fault. */
final class PackageSource extends FilterInputStream {

  private static final int SNIFFED = 16;

  private final InputStream buffered;
  private @Nullable IOException failure;

  PackageSource(InputStream caller) {
    super(caller);
    this.buffered = new BufferedInputStream(this);
  }

  /** From its beginning, buffered; reading the source itself bypasses the buffer. */
  InputStream buffered() {
    return buffered;
  }

  /** How the caller's stream has failed; empty if it has not. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Its first bytes, which stay to be read. */
  byte[] head() throws IOException {
    buffered.mark(SNIFFED);
    byte[] head = buffered.readNBytes(SNIFFED);
    buffered.reset();
    return head;
  }

  /** Whether bytes begin with these. */
  static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (head[i] != (byte) magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** Leaves the caller's stream open. */
  @Override
  public void close() {
    // nothing here holds anything
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    try {
      return super.read(bytes, from, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
