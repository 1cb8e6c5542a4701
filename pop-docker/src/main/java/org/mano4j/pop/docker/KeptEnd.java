package org.mano4j.pop.docker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;

/**
 * What is kept of an instance that has ended.
 *
 * @param exitCode null if nobody knows
 * @param output its last lines, one in each chunk; only a very long one takes several
 */
record KeptEnd(@Nullable Integer exitCode, List<LogChunk> output) {

  private static final String BEGIN = "exit code: ";
  private static final String UNKNOWN = "unknown";

  KeptEnd {
    output = List.copyOf(output);
  }

  /** How many bytes the output has. */
  int size() {
    return output.stream().mapToInt(chunk -> chunk.data().length).sum();
  }

  /** Hands on what is wanted of the output; nothing comes after it. */
  void read(LogOptions options, Consumer<LogChunk> consumer) {
    Integer tail = options.tail();
    output.subList(tail == null ? 0 : beginOfLast(tail), output.size()).forEach(consumer);
  }

  private int beginOfLast(int lines) {
    int begin = output.size();
    int found = 0;
    while (begin > 0) {
      boolean endsLine = begin == output.size() || endsWithNewline(output.get(begin - 1));
      if (endsLine && ++found > lines) {
        break;
      }
      begin--;
    }
    return begin;
  }

  private static boolean endsWithNewline(LogChunk chunk) {
    byte[] data = chunk.data();
    return data.length > 0 && data[data.length - 1] == '\n';
  }

  /**
   * As a file: a line with the exit code, for people too, then each chunk as a byte for the stream
   * (1 or 2, as the engine numbers them), four for the length, and the data.
   */
  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream data = new DataOutputStream(bytes)) {
      String code = exitCode == null ? UNKNOWN : exitCode.toString();
      data.write((BEGIN + code + "\n").getBytes(StandardCharsets.UTF_8));
      for (LogChunk chunk : output) {
        data.writeByte(chunk.stream() == LogChunk.Stream.OUTPUT ? 1 : 2);
        data.writeInt(chunk.data().length);
        data.write(chunk.data());
      }
    }
    return bytes.toByteArray();
  }

  /** From a file. */
  static KeptEnd of(byte[] bytes) throws IOException {
    DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes));
    StringBuilder line = new StringBuilder();
    for (int next = data.read(); next != '\n' && next >= 0; next = data.read()) {
      line.append((char) next);
    }
    if (line.indexOf(BEGIN) != 0) {
      throw new IOException("it does not begin with '" + BEGIN + "'");
    }
    String code = line.substring(BEGIN.length());
    List<LogChunk> output = new ArrayList<>();
    while (data.available() > 0) {
      LogChunk.Stream stream =
          data.readByte() == 1 ? LogChunk.Stream.OUTPUT : LogChunk.Stream.ERROR;
      int length = data.readInt();
      if (length < 0 || length > data.available()) {
        throw new IOException("it ends too early");
      }
      output.add(LogChunk.of(stream, data.readNBytes(length)));
    }
    try {
      return new KeptEnd(code.equals(UNKNOWN) ? null : Integer.valueOf(code), output);
    } catch (NumberFormatException e) {
      throw new IOException("its exit code is no number", e);
    }
  }
}
