package org.mano4j.pop;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** A piece of the output of a container, not cut at lines. Immutable. */
public final class LogChunk {

  private final Stream stream;
  private final byte[] data;

  private LogChunk(Stream stream, byte[] data) {
    this.stream = Objects.requireNonNull(stream, "stream");
    this.data = data;
  }

  /** A piece of these bytes, which are copied. */
  public static LogChunk of(Stream stream, byte[] data) {
    return new LogChunk(stream, data.clone());
  }

  /** Where the container has written it. */
  public Stream stream() {
    return stream;
  }

  /** A copy of the bytes. */
  public byte[] data() {
    return data.clone();
  }

  /** The bytes as UTF-8; a character that is cut at the edge of the piece becomes U+FFFD. */
  public String text() {
    return new String(data, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogChunk that
        && stream == that.stream
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * stream.hashCode() + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return stream + " (" + data.length + " bytes)";
  }

  /** Where a container writes. */
  public enum Stream {
    /** Standard output. */
    OUTPUT,
    /** Standard error. */
    ERROR
  }
}
