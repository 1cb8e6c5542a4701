package org.mano4j.descriptors;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mano4j.catalogue.Blob;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.descriptors.LocatedJson.UnreadableException;

/** Makes a package of its files, and files of a package. */
final class PackageParts {

  private static final String VNFD = "vnfd.json";

  private PackageParts() {}

  /** The package of these files. */
  static VnfPackage assemble(String archive, List<PackageEntry> entries) {
    PackageContents contents = PackageContents.of(entries);
    PackageProblem.Listener refuse = PackageProblem.Listener.refuse(archive);
    PackageStructure.checkParts(contents, refuse);
    return assemble(
        contents,
        metadata(archive, contents.metadata().orElseThrow()),
        vnfd(archive, contents.vnfds().get(0)));
  }

  /** The package of these files, two of which have been read. */
  static VnfPackage assemble(
      PackageContents contents, PackageMetadata metadata, VirtualNetworkFunctionDescriptor vnfd) {
    Map<String, Blob> files = new LinkedHashMap<>();
    contents.others().forEach(file -> files.put(file.path(), Blob.of(file.content())));
    Map<String, Blob> originals = new LinkedHashMap<>();
    originals.put(PackageEntry.METADATA, Blob.of(contents.metadata().orElseThrow().content()));
    PackageEntry descriptor = contents.vnfds().get(0);
    originals.put(descriptor.path(), Blob.of(descriptor.content()));
    List<Script> scripts = contents.scripts().stream().map(PackageParts::script).toList();
    return new VnfPackage(metadata, vnfd, scripts, files, originals);
  }

  private static PackageMetadata metadata(String archive, PackageEntry entry) {
    try {
      return PackageYaml.read(entry.content());
    } catch (UnreadableException e) {
      throw new PackageException(
          archive,
          new PackageProblem(
              PackageStructure.NOT_YAML,
              entry.path(),
              e.line(),
              e.column(),
              "it cannot be read: " + e.getMessage(),
              "correct it there, or just before"),
          e);
    }
  }

  private static VirtualNetworkFunctionDescriptor vnfd(String archive, PackageEntry entry) {
    try {
      return CatalogueJson.read(entry.content(), VirtualNetworkFunctionDescriptor.class);
    } catch (CatalogueException e) {
      throw new PackageException(
          archive,
          new PackageProblem(
              PackageStructure.NO_VNFD,
              entry.path(),
              e.line().orElse(0),
              e.column().orElse(0),
              e.problem(),
              "correct it there, or just before"),
          e);
    }
  }

  private static Script script(PackageEntry entry) {
    return new Script(
        entry.scriptName(), Blob.of(entry.content()), null, null, null, null, Map.of(), Map.of());
  }

  /** The files of a package, in the order in which they are written. */
  static List<PackageEntry> entries(VnfPackage of) {
    List<PackageEntry> entries = new ArrayList<>();
    entries.add(PackageEntry.of(PackageEntry.METADATA, metadata(of)));
    String vnfd =
        of.originals().keySet().stream()
            .filter(path -> !path.equals(PackageEntry.METADATA))
            .findFirst()
            .orElse(VNFD);
    entries.add(PackageEntry.of(vnfd, vnfd(of, vnfd)));
    for (Script script : of.scripts()) {
      Blob payload = script.payload();
      entries.add(
          PackageEntry.of(
              PackageEntry.SCRIPTS + script.name(),
              payload == null ? new byte[0] : payload.toBytes()));
    }
    of.files().forEach((path, content) -> entries.add(PackageEntry.of(path, content.toBytes())));
    return entries;
  }

  private static byte[] metadata(VnfPackage of) {
    return asRead(of, PackageEntry.METADATA, of.metadata(), PackageYaml::read)
        .orElseGet(() -> PackageYaml.write(of.metadata()));
  }

  private static byte[] vnfd(VnfPackage of, String path) {
    return asRead(
            of,
            path,
            of.vnfd(),
            bytes -> CatalogueJson.read(bytes, VirtualNetworkFunctionDescriptor.class))
        .orElseGet(() -> CatalogueJson.write(of.vnfd()));
  }

  /** The bytes of a part as they were read, if they still say the same. */
  private static <T> Optional<byte[]> asRead(VnfPackage of, String path, T part, Parser<T> parser) {
    Blob original = of.originals().get(path);
    if (original == null) {
      return Optional.empty();
    }
    byte[] bytes = original.toBytes();
    try {
      return parser.parse(bytes).equals(part) ? Optional.of(bytes) : Optional.empty();
    } catch (UnreadableException | CatalogueException e) {
      return Optional.empty();
    }
  }

  /** Reads a part of a package. */
  @FunctionalInterface
  private interface Parser<T> {
    T parse(byte[] bytes) throws UnreadableException;
  }

  /** Refuses parts that could not be written, or would be read as something else. */
  static void check(List<Script> scripts, Collection<String> files, Collection<String> originals) {
    Set<String> paths = new HashSet<>();
    for (Script script : scripts) {
      if (script.name() == null || script.payload() == null) {
        throw refuse(
            PackageEntry.SCRIPTS + script.name(),
            "a script has no name or no payload",
            "give it one");
      }
      take(PackageEntry.SCRIPTS + script.name(), paths);
    }
    for (String file : files) {
      PackageEntry entry = take(file, paths);
      if (entry.isMetadata() || entry.isVnfd() || entry.isScript()) {
        throw refuse(file, "it would not be read as one of the other files", "put it in its place");
      }
    }
    long vnfds = 0;
    for (String original : originals) {
      PackageEntry entry = take(original, paths);
      vnfds += entry.isVnfd() ? 1 : 0;
      if (!original.equals(PackageEntry.METADATA) && !entry.isVnfd() || vnfds > 1) {
        throw refuse(original, "it is neither Metadata.yaml nor the one VNFD", "leave it out");
      }
    }
    for (String path : paths) {
      for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        if (paths.contains(path.substring(0, slash))) {
          throw refuse(path, "a file has the name of its folder", "name one of them otherwise");
        }
      }
    }
  }

  private static PackageEntry take(String path, Set<String> paths) {
    Optional<String> objection = PackagePath.objection(path, false);
    if (objection.isPresent()) {
      throw refuse(path, objection.get(), "name it by a path inside the package");
    }
    PackageEntry entry = PackageEntry.of(path, new byte[0]);
    if (!entry.path().equals(path) || entry.isCompanion()) {
      throw refuse(path, "it would be read under another name, or not at all", "name it otherwise");
    }
    if (!paths.add(path)) {
      throw refuse(path, "another file has the same path", "leave one out");
    }
    return entry;
  }

  private static PackageException refuse(String path, String problem, String remedy) {
    return new PackageException(
        "in memory", PackageProblem.ofEntry(PackageNames.UNSAFE, path, problem, remedy), null);
  }
}
