package org.mano4j.descriptors;

import java.util.List;
import java.util.Optional;

/**
 * The files of a package by what they are.
 *
 * @param metadata the description of the package; empty if there is none
 * @param vnfds the VNFDs, of which there should be one
 * @param scripts the scripts
 * @param others what an NFVO passes over
 * @param companions what macOS added
 */
record PackageContents(
    Optional<PackageEntry> metadata,
    List<PackageEntry> vnfds,
    List<PackageEntry> scripts,
    List<PackageEntry> others,
    List<PackageEntry> companions) {

  static PackageContents of(List<PackageEntry> entries) {
    List<PackageEntry> files = entries.stream().filter(entry -> !entry.isCompanion()).toList();
    return new PackageContents(
        files.stream().filter(PackageEntry::isMetadata).findFirst(),
        files.stream().filter(PackageEntry::isVnfd).toList(),
        files.stream().filter(PackageEntry::isScript).toList(),
        files.stream().filter(e -> !e.isMetadata() && !e.isVnfd() && !e.isScript()).toList(),
        entries.stream().filter(PackageEntry::isCompanion).toList());
  }
}
