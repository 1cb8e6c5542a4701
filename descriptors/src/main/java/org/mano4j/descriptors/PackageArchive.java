package org.mano4j.descriptors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar from its beginning to its end and keeps its files. It trusts nothing that the archive
 * says: sizes are counted and not believed, and no name leads out of it.
 */
final class PackageArchive {

  static final Rule<PackageEntry> NOT_A_TAR =
      Rule.applied(
          "not-a-tar", Severity.ERROR, "A VNF package is a tar, perhaps compressed with gzip.");
  static final Rule<PackageEntry> DAMAGED =
      Rule.applied("damaged-archive", Severity.ERROR, "An archive is whole from beginning to end.");
  static final Rule<PackageEntry> TOO_LARGE =
      Rule.applied("too-large-package", Severity.ERROR, "A VNF package keeps within its limits.");

  static final List<Rule<PackageEntry>> ALL =
      List.of(
          NOT_A_TAR,
          DAMAGED,
          TOO_LARGE,
          PackageNames.UNSAFE,
          PackageNames.NO_FILE,
          PackageNames.DUPLICATE);

  /** All that may stand between two files: long names, times, and the like. */
  private static final int MOST_HEADER = 256 * 1024;

  /** Ends the reading; what is wrong has been told. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused() {
      super(null, null, false, false);
    }
  }

  private final PackageLimits limits;
  private final PackageProblem.Listener problems;
  private final List<PackageEntry> entries = new ArrayList<>();
  private final PackageNames names = new PackageNames();
  private long sum;
  private int count;
  private String last = "";

  private PackageArchive(PackageLimits limits, PackageProblem.Listener problems) {
    this.limits = limits;
    this.problems = problems;
  }

  /**
   * Reads an archive. An entry that must not be there is told and left out; an archive that cannot
   * be read to its end is told too.
   *
   * @param in stays open
   * @return all files; empty if the archive could not be read to its end
   * @throws IOException if the stream fails
   */
  static Optional<List<PackageEntry>> read(
      InputStream in, PackageLimits limits, PackageProblem.Listener problems) throws IOException {
    PackageArchive archive = new PackageArchive(limits, problems);
    PackageSource source = new PackageSource(in);
    try {
      archive.read(source);
      return Optional.of(archive.entries);
    } catch (Refused e) {
      return Optional.empty();
    } catch (IOException e) {
      if (source.failure().isPresent()) {
        throw source.failure().get();
      }
      archive.tellDamage(e);
      return Optional.empty();
    }
  }

  private void read(PackageSource source) throws IOException, Refused {
    byte[] head = source.head();
    if (PackageSource.startsWith(head, 0x1f, 0x8b)) {
      try (InputStream unpacked = new GZIPInputStream(source.buffered())) {
        readTar(unpacked);
        readRest(unpacked);
      }
    } else {
      refuseOthers(head);
      readTar(source.buffered());
      readRest(source.buffered());
    }
  }

  private void refuseOthers(byte[] head) throws Refused {
    if (head.length == 0) {
      throw refuse(NOT_A_TAR, "the file is empty", "pack Metadata.yaml, vnfd.json and scripts/");
    }
    if (PackageSource.startsWith(head, 'P', 'K')) {
      throw refuse(NOT_A_TAR, "this is a ZIP archive (a CSAR?)", "pack a tar");
    }
    if (PackageSource.startsWith(head, 'B', 'Z', 'h')
        || PackageSource.startsWith(head, 0xfd, '7', 'z', 'X', 'Z')) {
      throw refuse(NOT_A_TAR, "this is compressed in an unknown way", "use gzip, or nothing");
    }
  }

  private void readTar(InputStream in) throws IOException, Refused {
    PackageStream stream = new PackageStream(in);
    // not closed: that would close the caller's stream, and it holds nothing else
    TarArchiveInputStream tar =
        new TarArchiveInputStream(
            stream,
            TarConstants.DEFAULT_BLKSIZE,
            TarConstants.DEFAULT_RCDSIZE,
            StandardCharsets.UTF_8.name(),
            true);
    TarArchiveEntry entry = next(tar, stream);
    while (entry != null) {
      if (!entry.isCheckSumOK()) {
        throw new IOException("the checksum of a header is wrong");
      }
      read(tar, entry, entry.getName().indexOf('?') < 0 || stream.nameIsUtf8());
      last = entry.getName();
      entry = next(tar, stream);
    }
    if (!stream.endMarkSeen()) {
      throw new IOException("it is cut short");
    }
  }

  private @Nullable TarArchiveEntry next(TarArchiveInputStream tar, PackageStream stream)
      throws IOException, Refused {
    stream.expectHeader(MOST_HEADER);
    long before = stream.position();
    TarArchiveEntry entry;
    try {
      entry = tar.getNextEntry();
    } catch (PackageStream.HeaderTooLong e) {
      throw refuse(
          TOO_LARGE,
          "the header after entry '" + PackagePath.printable(last) + "' is above 256 KiB",
          "pack without extended attributes");
    } catch (RuntimeException e) {
      throw new IOException("a header makes no sense", e);
    }
    stream.expectContent();
    add(stream.position() - before);
    if (entry != null && ++count > limits.mostEntries()) {
      throw refuse(
          TOO_LARGE,
          "the archive has more than " + limits.mostEntries() + " entries",
          "pack only what the VNF needs, or raise PackageLimits.mostEntries");
    }
    return entry;
  }

  private void read(TarArchiveInputStream tar, TarArchiveEntry entry, boolean named)
      throws IOException, Refused {
    String name = named ? entry.getName() : entry.getName().replace('?', '\ufffd');
    Optional<PackageProblem> objection = PackageNames.objection(entry, name);
    byte[] content = content(tar, name, objection.isEmpty());
    if (objection.isPresent()) {
      problems.found(objection.get());
    } else if (entry.isDirectory()) {
      names.takeFolder(name).ifPresent(problems::found);
    } else {
      PackageEntry file = PackageEntry.of(name, content);
      Optional<PackageProblem> taken = names.take(file);
      taken.ifPresentOrElse(problems::found, () -> entries.add(file));
    }
  }

  /** The bytes of an entry, or none if they are only to be passed over. */
  private byte[] content(TarArchiveInputStream tar, String name, boolean keep)
      throws IOException, Refused {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[16 * 1024];
    long size = 0;
    for (int n = next(tar, buffer); n >= 0; n = next(tar, buffer)) {
      size += n;
      add(n);
      if (size > limits.largestEntry()) {
        problems.found(
            PackageProblem.ofEntry(
                TOO_LARGE,
                name,
                "it has more than " + limits.largestEntry() + " bytes",
                "fetch large files from elsewhere, or raise PackageLimits.largestEntry"));
        throw new Refused();
      }
      if (keep) {
        out.write(buffer, 0, n);
      }
    }
    return out.toByteArray();
  }

  private static int next(TarArchiveInputStream tar, byte[] buffer) throws IOException {
    try {
      int n = tar.read(buffer);
      if (n == 0) {
        throw new IOException("an entry does not end");
      }
      return n;
    } catch (RuntimeException e) {
      throw new IOException("an entry makes no sense", e);
    }
  }

  /**
   * Reads on, to where the checksum of compressed data is. A second archive behind the first would
   * be lost without a word.
   */
  private void readRest(InputStream in) throws IOException, Refused {
    byte[] buffer = new byte[16 * 1024];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      add(n);
      for (int i = 0; i < n; i++) {
        if (buffer[i] != 0) {
          throw refuse(
              DAMAGED,
              "something follows the end of the archive",
              "pack all files into one archive; archives cannot be put behind each other");
        }
      }
    }
  }

  private void add(long bytes) throws Refused {
    sum += bytes;
    if (sum > limits.largestSum()) {
      throw refuse(
          TOO_LARGE,
          "the archive unpacks to more than " + limits.largestSum() + " bytes",
          "pack only what the VNF needs, or raise PackageLimits.largestSum");
    }
  }

  private Refused refuse(Rule<?> rule, String problem, String remedy) {
    problems.found(PackageProblem.ofArchive(rule, problem, remedy));
    return new Refused();
  }

  private void tellDamage(IOException e) {
    if (count == 0) {
      problems.found(
          PackageProblem.ofArchive(
              NOT_A_TAR,
              "this is no tar, or its very beginning is damaged",
              "pack Metadata.yaml, vnfd.json and scripts/ with tar"));
      return;
    }
    String where = last.isEmpty() ? "" : " after entry '" + PackagePath.printable(last) + "'";
    problems.found(
        PackageProblem.ofArchive(
            DAMAGED,
            "the archive is cut short or damaged%s (%s)"
                .formatted(where, PackagePath.printable(String.valueOf(e.getMessage()))),
            "pack it again, or fetch it again"));
  }
}
