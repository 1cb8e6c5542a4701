package org.mano4j.samples.site;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of what a process has written: in whatever encoding, and however much it is. */
final class LastLines {

  private static final int MOST_BYTES = 64 << 10;

  private LastLines() {}

  /** So many lines at most; what cannot be read is told in their place. */
  static List<String> of(Path file, int most) {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(Math.max(0, log.length() - MOST_BYTES));
      byte[] end = new byte[(int) (log.length() - log.getFilePointer())];
      log.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - most), lines.size());
    } catch (IOException e) {
      return List.of("its log cannot be read: " + e.getMessage());
    }
  }

  /** The last one, as the end of a sentence. */
  static String last(Path file) {
    List<String> lines = of(file, 1);
    return lines.isEmpty() ? "it says nothing" : lines.get(0);
  }
}
