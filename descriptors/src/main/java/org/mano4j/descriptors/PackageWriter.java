package org.mano4j.descriptors;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes files as a tar that is the same everywhere and at all times. */
final class PackageWriter {

  /** Some tools complain of times before it. */
  private static final FileTime TIME = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));

  private static final int EXECUTABLE = 0100755;

  private static final int PLAIN = 0100644;

  private PackageWriter() {}

  static void write(List<PackageEntry> entries, OutputStream out) throws IOException {
    // not closed: that would close the caller's stream, and it holds nothing else
    TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    for (PackageEntry file : entries) {
      TarArchiveEntry entry = new TarArchiveEntry(file.path(), TarConstants.LF_NORMAL);
      entry.setSize(file.content().length);
      entry.setMode(file.isScript() ? EXECUTABLE : PLAIN);
      entry.setLastModifiedTime(TIME);
      entry.setIds(0, 0);
      entry.setNames("", "");
      tar.putArchiveEntry(entry);
      tar.write(file.content());
      tar.closeArchiveEntry();
    }
    tar.finish();
    out.flush();
  }
}
