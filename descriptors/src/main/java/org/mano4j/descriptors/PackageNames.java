package org.mano4j.descriptors;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Which entries an archive may have: files, under names of their own, inside the package. */
final class PackageNames {

  static final Rule<PackageEntry> UNSAFE =
      Rule.applied(
          "unsafe-entry-name", Severity.ERROR, "No name of an entry leads out of its package.");
  static final Rule<PackageEntry> NO_FILE =
      Rule.applied("not-a-file", Severity.ERROR, "A VNF package holds files, no links or devices.");
  static final Rule<PackageEntry> DUPLICATE =
      Rule.applied("duplicate-entry", Severity.ERROR, "No two entries have the same name.");

  private final Set<String> files = new HashSet<>();
  private final Set<String> folders = new HashSet<>();

  /** Why there must be no such entry, wherever it is. */
  static Optional<PackageProblem> objection(TarArchiveEntry entry, String name) {
    Optional<PackageProblem> unsafe =
        PackagePath.objection(name, entry.isDirectory())
            .map(
                why ->
                    PackageProblem.ofEntry(
                        UNSAFE, name, why, "name it by a path inside the package"));
    if (unsafe.isPresent()) {
      return unsafe;
    }
    String kind =
        switch (entry.getLinkFlag()) {
          case TarConstants.LF_SYMLINK -> "a symbolic link";
          case TarConstants.LF_LINK -> "a hard link";
          case TarConstants.LF_CHR, TarConstants.LF_BLK -> "a device";
          case TarConstants.LF_FIFO -> "a pipe";
          case TarConstants.LF_OLDNORM,
              TarConstants.LF_NORMAL,
              TarConstants.LF_CONTIG,
              TarConstants.LF_GNUTYPE_SPARSE,
              TarConstants.LF_DIR ->
              "";
          default -> "of an unknown kind";
        };
    return kind.isEmpty()
        ? Optional.empty()
        : Optional.of(
            PackageProblem.ofEntry(
                NO_FILE, name, "it is " + kind, "put in the file itself (tar does so with -h)"));
  }

  /** Takes the name of a file; tells if another entry has it. */
  Optional<PackageProblem> take(PackageEntry file) {
    String key = file.isMetadata() ? file.path().toLowerCase(Locale.ROOT) : file.path();
    boolean free = !folders.contains(key) && files.add(key);
    return free && enter(parent(file.path())) ? Optional.empty() : duplicate(file.name());
  }

  /** Takes the name of a folder, which others may have taken as that; tells if a file has it. */
  Optional<PackageProblem> takeFolder(String name) {
    return enter(PackagePath.normal(name)) ? Optional.empty() : duplicate(name);
  }

  private boolean enter(String path) {
    for (String at = path; !at.isEmpty(); at = parent(at)) {
      if (files.contains(at)) {
        return false;
      }
      if (!folders.add(at)) {
        return true; // and so are those above it
      }
    }
    return true;
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static Optional<PackageProblem> duplicate(String name) {
    return Optional.of(
        PackageProblem.ofEntry(
            DUPLICATE,
            name,
            "another entry has the same name",
            "remove one; tools do not agree on which of them counts"));
  }
}
