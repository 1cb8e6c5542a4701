package org.mano4j.descriptors;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What can be wrong with the files of a package. What only an NFVO 6.0 refuses, where older ones
 * take it, is a warning.
 */
final class PackageStructure {

  static final Rule<PackageContents> NO_METADATA =
      Rule.applied(
          "package-without-metadata", Severity.ERROR, "A VNF package has a Metadata.yaml.");
  static final Rule<PackageContents> NO_VNFD =
      Rule.applied("package-without-vnfd", Severity.ERROR, "A VNF package has a VNFD.");
  static final Rule<PackageContents> NOT_YAML =
      Rule.applied("not-yaml", Severity.ERROR, "Metadata.yaml is one YAML document in UTF-8.");
  private static final Rule<PackageContents> SEVERAL_VNFDS =
      Rule.applied(
          "several-vnfds", Severity.ERROR, "Outside scripts/, only the VNFD is called *.json.");
  private static final Rule<PackageContents> IMAGE =
      Rule.applied("image-in-package", Severity.ERROR, "No file of a package is called *.img.");
  private static final Rule<PackageContents> SCRIPT_IN_FOLDER =
      Rule.applied("script-in-folder", Severity.ERROR, "There are no folders in scripts/.");
  private static final Rule<PackageContents> UNUSED_SCRIPT =
      Rule.applied(
          "unused-script",
          Severity.WARNING,
          "Every script is named by a lifecycle event or by another script.");
  private static final Rule<PackageContents> UNUSED_FILE =
      Rule.applied("unused-file", Severity.WARNING, "A package has no files that an NFVO ignores.");
  private static final Rule<PackageContents> METADATA_NAME =
      Rule.applied(
          "metadata-name",
          Severity.WARNING,
          "Metadata.yaml is spelled like that: NFVO 6.0 finds no other.");
  private static final Rule<PackageContents> LEADING_DOT =
      Rule.applied(
          "leading-dot",
          Severity.WARNING,
          "Names of entries do not begin with './': NFVO 6.0 does not find them.");
  private static final Rule<PackageContents> COMPANION =
      Rule.applied(
          "macos-companion",
          Severity.WARNING,
          "A package has no ._ files of macOS: an NFVO takes them for scripts and VNFDs.");

  static final List<Rule<PackageContents>> ALL =
      List.of(
          NO_METADATA,
          NO_VNFD,
          NOT_YAML,
          SEVERAL_VNFDS,
          IMAGE,
          SCRIPT_IN_FOLDER,
          UNUSED_SCRIPT,
          UNUSED_FILE,
          METADATA_NAME,
          LEADING_DOT,
          COMPANION);

  private static final Pattern METADATA_ELSEWHERE =
      Pattern.compile("(?i)([^/]+/)*metadata[.]ya?ml");

  /** VNF managers look for them by themselves. */
  private static final Set<String> USER_DATA = Set.of("userdata.sh", "user-data.sh");

  private PackageStructure() {}

  /** Whether everything is there that makes a package. */
  static void checkParts(PackageContents contents, PackageProblem.Listener out) {
    if (contents.metadata().isEmpty()) {
      out.found(
          PackageProblem.ofArchive(
              NO_METADATA, "the package has no Metadata.yaml", whereMetadataIs(contents)));
    }
    if (contents.vnfds().isEmpty()) {
      out.found(
          PackageProblem.ofArchive(
              NO_VNFD, "the package has no VNFD", "add vnfd.json, at the top"));
    }
    if (contents.vnfds().size() > 1) {
      out.found(
          PackageProblem.ofArchive(
              SEVERAL_VNFDS,
              "the package has several VNFDs: "
                  + contents.vnfds().stream()
                      .limit(5)
                      .map(vnfd -> PackagePath.printable(vnfd.path()))
                      .collect(Collectors.joining(", ")),
              "leave one; an NFVO would take the last"));
    }
  }

  private static String whereMetadataIs(PackageContents contents) {
    return contents.others().stream()
        .map(PackageEntry::path)
        .filter(path -> METADATA_ELSEWHERE.matcher(path).matches())
        .findFirst()
        .map(
            path ->
                path.indexOf('/') < 0
                    ? "rename " + PackagePath.printable(path)
                    : "pack from inside of the folder that "
                        + PackagePath.printable(path)
                        + " is in")
        .orElse("add it, at the top and not in a folder");
  }

  /** All that can be said without reading the files. */
  static void check(PackageContents contents, PackageProblem.Listener out) {
    checkParts(contents, out);
    names(contents, out);
    for (PackageEntry script : contents.scripts()) {
      if (isImage(script)) {
        image(script, out);
      } else if (script.scriptName().indexOf('/') >= 0) {
        out.found(
            PackageProblem.ofEntry(
                SCRIPT_IN_FOLDER,
                script.path(),
                "scripts cannot be in folders",
                "move it to scripts/ itself"));
      }
    }
    for (PackageEntry file : contents.others()) {
      if (isImage(file)) {
        image(file, out);
      } else {
        out.found(
            PackageProblem.ofEntry(
                UNUSED_FILE,
                file.path(),
                "an NFVO passes this file over",
                "remove it, or move it to scripts/ if a script needs it"));
      }
    }
  }

  private static void names(PackageContents contents, PackageProblem.Listener out) {
    contents
        .metadata()
        .filter(metadata -> !metadata.path().equals("Metadata.yaml"))
        .ifPresent(
            metadata ->
                out.found(
                    PackageProblem.ofEntry(
                        METADATA_NAME,
                        metadata.path(),
                        "an NFVO 6.0 finds it only as Metadata.yaml",
                        "rename it")));
    boolean dotted =
        contents.metadata().filter(PackageStructure::isDotted).isPresent()
            || contents.scripts().stream().anyMatch(PackageStructure::isDotted);
    if (dotted) {
      out.found(
          PackageProblem.ofArchive(
              LEADING_DOT,
              "names of entries begin with './', where an NFVO 6.0 does not find them",
              "pack with: tar -cf x.tar Metadata.yaml vnfd.json scripts"));
    }
    contents.companions().stream()
        .filter(companion -> !companion.name().startsWith("./._"))
        .findFirst()
        .ifPresent(
            companion ->
                out.found(
                    PackageProblem.ofEntry(
                        COMPANION,
                        companion.path(),
                        "macOS has added this; an NFVO takes it for a part of the package",
                        "pack with COPYFILE_DISABLE=1 set")));
  }

  private static boolean isDotted(PackageEntry entry) {
    return entry.name().startsWith("./");
  }

  private static boolean isImage(PackageEntry file) {
    return file.path().endsWith(".img");
  }

  private static void image(PackageEntry file, PackageProblem.Listener out) {
    out.found(
        PackageProblem.ofEntry(
            IMAGE,
            file.path(),
            "an NFVO refuses packages with image files",
            "name the place of the image in image: link:"));
  }

  /**
   * Scripts that nobody names.
   *
   * @param named what the lifecycle events of the VNFD name
   */
  static void checkScripts(
      PackageContents contents, Set<String> named, PackageProblem.Listener out) {
    Set<String> mentioned = PackageMentions.amongScripts(contents.scripts());
    for (PackageEntry script : contents.scripts()) {
      String name = script.scriptName();
      if (!named.contains(name)
          && !mentioned.contains(name)
          && !USER_DATA.contains(name)
          && name.indexOf('/') < 0
          && !isImage(script)) {
        out.found(
            PackageProblem.ofEntry(
                UNUSED_SCRIPT,
                script.path(),
                "no lifecycle event names this script, and no other script",
                "name it in lifecycle_events of the VNFD, or remove it"));
      }
    }
  }
}
