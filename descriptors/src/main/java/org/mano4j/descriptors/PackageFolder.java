package org.mano4j.descriptors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Packages as folders. */
final class PackageFolder {

  private PackageFolder() {}

  /** The files of a folder, as paths from there. */
  static List<PackageEntry> read(Path folder, PackageLimits limits) throws IOException {
    PackageProblem.Listener refuse = PackageProblem.Listener.refuse(folder.toString());
    List<PackageEntry> entries = new ArrayList<>();
    long sum = 0;
    for (Path file : files(folder, limits, refuse)) {
      String path = path(folder, file);
      PackagePath.objection(path, false)
          .ifPresent(
              why ->
                  refuse.found(
                      PackageProblem.ofEntry(
                          PackageNames.UNSAFE, path, why, "give it another name")));
      byte[] content = content(file, path, limits, refuse);
      sum += content.length;
      if (sum > limits.largestSum()) {
        refuse.found(
            PackageProblem.ofArchive(
                PackageArchive.TOO_LARGE,
                "the folder has more than " + limits.largestSum() + " bytes",
                "pack only what the VNF needs, or raise PackageLimits.largestSum"));
      }
      entries.add(PackageEntry.of(path, content));
    }
    return entries;
  }

  private static List<Path> files(Path folder, PackageLimits limits, PackageProblem.Listener refuse)
      throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files =
          all.filter(file -> !file.equals(folder) && !isHidden(folder, file))
              .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
              .limit(limits.mostEntries() + 1L)
              .sorted()
              .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (files.size() > limits.mostEntries()) {
      refuse.found(
          PackageProblem.ofArchive(
              PackageArchive.TOO_LARGE,
              "the folder has more than " + limits.mostEntries() + " files",
              "pack only what the VNF needs, or raise PackageLimits.mostEntries"));
    }
    return files;
  }

  private static boolean isHidden(Path folder, Path file) {
    return folder.relativize(file).getName(0).toString().startsWith(".");
  }

  private static String path(Path folder, Path file) {
    return folder.relativize(file).toString().replace(folder.getFileSystem().getSeparator(), "/");
  }

  private static byte[] content(
      Path file, String path, PackageLimits limits, PackageProblem.Listener refuse)
      throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      refuse.found(
          PackageProblem.ofEntry(
              PackageNames.NO_FILE, path, "it is a link or a device", "put the file itself there"));
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes((int) limits.largestEntry() + 1);
      if (content.length > limits.largestEntry()) {
        refuse.found(
            PackageProblem.ofEntry(
                PackageArchive.TOO_LARGE,
                path,
                "it has more than " + limits.largestEntry() + " bytes",
                "fetch large files from elsewhere, or raise PackageLimits.largestEntry"));
      }
      return content;
    }
  }

  /** Writes files into a new or an empty folder, where no link can lead them out of it. */
  static void write(List<PackageEntry> entries, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> there = Files.list(folder)) {
      if (there.findAny().isPresent()) {
        throw new DirectoryNotEmptyException(folder.toString());
      }
    }
    for (PackageEntry entry : entries) {
      Path file = folder;
      for (String step : entry.path().split("/")) {
        file = file.resolve(step);
      }
      if (!file.normalize().startsWith(folder.normalize())) {
        throw new IOException("this system takes a name in the package for a place outside of it");
      }
      Files.createDirectories(file.getParent());
      Files.write(file, entry.content(), StandardOpenOption.CREATE_NEW);
      if (entry.isScript()
          && Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }
}
