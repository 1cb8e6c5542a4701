package org.mano4j.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has in RAM, in KB.
 *
 * @param resident with pages of files
 * @param anonymous no file's
 */
record Memory(long resident, long anonymous) {

  static Memory of(long pid) throws IOException {
    Path process = Path.of("/proc", "" + pid);
    return new Memory(
        value(process.resolve("status"), "VmRSS:"),
        value(process.resolve("smaps_rollup"), "Anonymous:"));
  }

  private static long value(Path file, String key) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow(() -> new IOException(file + " says nothing of " + key));
  }
}
