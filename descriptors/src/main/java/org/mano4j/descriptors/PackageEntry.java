package org.mano4j.descriptors;

/**
 * A file of an archive.
 *
 * @param name as the archive has it, such as {@code ./scripts/a.sh}
 * @param path the same as a path inside the package, such as {@code scripts/a.sh}
 * @param content its bytes; nobody changes them
 */
record PackageEntry(String name, String path, byte[] content) {

  static final String SCRIPTS = "scripts/";

  static final String METADATA = "Metadata.yaml";

  static PackageEntry of(String name, byte[] content) {
    return new PackageEntry(name, PackagePath.normal(name), content);
  }

  /** Whether it is the description of the package; upper and lower case do not matter. */
  boolean isMetadata() {
    return path.equalsIgnoreCase(METADATA);
  }

  /** Whether it is a VNFD: JSON that is no script. */
  boolean isVnfd() {
    return path.endsWith(".json") && !isScript();
  }

  boolean isScript() {
    return path.startsWith(SCRIPTS);
  }

  /** What a lifecycle event calls the script. */
  String scriptName() {
    return path.substring(SCRIPTS.length());
  }

  /** Whether it is a companion that macOS adds to each file; it belongs to nobody else. */
  boolean isCompanion() {
    return PackagePath.last(path).startsWith("._");
  }
}
