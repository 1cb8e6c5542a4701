package org.mano4j.descriptors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The unpacked bytes of an archive, as a tar reader takes them. Bounds what the reader takes for
 * headers, which it holds in memory and reads with recursion; sees whether the archive ends with
 * its end mark or is cut short, and whether a name was written in another encoding.
 */
final class PackageStream extends InputStream {

  /** Size of the units of a tar. */
  private static final int RECORD = 512;

  private static final int NAME = 100;
  private static final int PREFIX_AT = 345;
  private static final int PREFIX = 155;

  /** A header was longer than allowed. */
  static final class HeaderTooLong extends IOException {
    private static final long serialVersionUID = 1L;

    HeaderTooLong() {
      super("header too long");
    }
  }

  private final InputStream in;
  private final byte[] record = new byte[RECORD];
  private long position;
  private long mostUntil = Long.MAX_VALUE;
  private long headerAt;
  private boolean onlyZeros;

  PackageStream(InputStream in) {
    this.in = in;
  }

  /** How many bytes were taken. */
  long position() {
    return position;
  }

  /** From here to the next entry come headers, of at most so many bytes. */
  void expectHeader(long mostBytes) {
    mostUntil = position + mostBytes;
    headerAt = (position + RECORD - 1) / RECORD * RECORD;
    onlyZeros = true;
  }

  /** From here comes content. */
  void expectContent() {
    mostUntil = Long.MAX_VALUE;
  }

  /** Whether what came instead of a header was the mark at the end of an archive. */
  boolean endMarkSeen() {
    return onlyZeros && position >= headerAt + RECORD;
  }

  /**
   * Whether the last header has a name in UTF-8. The tar reader makes question marks of what is
   * not.
   */
  boolean nameIsUtf8() {
    return isUtf8(0, NAME) && isUtf8(PREFIX_AT, PREFIX);
  }

  private boolean isUtf8(int from, int most) {
    int length = 0;
    while (length < most && record[from + length] != 0) {
      length++;
    }
    // more input may come: of a name that is too long for the field, the last character is cut
    return !StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(record, from, length), CharBuffer.allocate(most), false)
        .isError();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    boolean header = mostUntil != Long.MAX_VALUE;
    if (header && position >= mostUntil) {
      throw new HeaderTooLong();
    }
    int count = in.read(bytes, from, (int) Math.min(length, mostUntil - position));
    if (header) {
      for (int i = 0; i < count; i++) {
        see(position + i, bytes[from + i]);
      }
    }
    position += Math.max(0, count);
    return count;
  }

  private void see(long at, byte value) {
    record[(int) (at % RECORD)] = value;
    if (at >= headerAt && at < headerAt + RECORD && value != 0) {
      onlyZeros = false;
    }
  }
}
