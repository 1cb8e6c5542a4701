package org.mano4j.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process has in RAM, in MB of 1024 KB.
 *
 * @param residentMb with pages of files
 * @param anonymousMb no file's
 */
record Memory(double residentMb, double anonymousMb) {

  /** As the kernel of Linux tells. */
  static Memory of(long pid) throws IOException {
    Path process = Path.of("/proc", "" + pid);
    return new Memory(
        kilobytes(process.resolve("status"), "VmRSS:") / 1024.0,
        kilobytes(process.resolve("smaps_rollup"), "Anonymous:") / 1024.0);
  }

  private static long kilobytes(Path file, String key) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow(() -> new IOException(file + " says nothing of " + key));
    }
  }
}
