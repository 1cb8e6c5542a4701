package org.mano4j.samples.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a process uses, as the kernel tells.
 *
 * @param threads how many it has
 * @param files open file handles
 * @param residentKb memory that is in RAM, with pages of files
 * @param anonymousKb memory that is in RAM and no file's
 */
record ProcessFigures(long threads, long files, long residentKb, long anonymousKb) {

  static ProcessFigures of(long pid) {
    Path process = Path.of("/proc", "" + pid);
    try (Stream<Path> handles = Files.list(process.resolve("fd"))) {
      return new ProcessFigures(
          value(process.resolve("status"), "Threads:"),
          handles.count(),
          value(process.resolve("status"), "VmRSS:"),
          value(process.resolve("smaps_rollup"), "Anonymous:"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same after the JVM has thrown away what nobody needs. */
  static ProcessFigures afterCollection(long pid) {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  "" + pid,
                  "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!jcmd.waitFor(30, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
        throw new IllegalStateException("jcmd does not reach process " + pid);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while process " + pid + " was measured", e);
    }
    return of(pid);
  }

  private static long value(Path file, String key) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(file + " does not tell " + key));
    }
  }
}
