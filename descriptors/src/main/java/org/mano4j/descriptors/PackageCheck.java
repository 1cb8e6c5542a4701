package org.mano4j.descriptors;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.descriptors.LocatedJson.UnreadableException;

/** Checks a VNF package with everything in it. */
final class PackageCheck {

  private final String archive;
  private final Surroundings surroundings;
  private final Findings findings;

  private PackageCheck(String archive, Surroundings surroundings) {
    this.archive = archive;
    this.surroundings = surroundings;
    this.findings = new Findings(archive);
  }

  /**
   * Checks an archive.
   *
   * @param archive what the findings call it
   * @throws IOException if the stream fails
   */
  static ValidationReport<VnfPackage> run(
      String archive, InputStream in, PackageLimits limits, Surroundings surroundings)
      throws IOException {
    PackageCheck check = new PackageCheck(archive, surroundings);
    Optional<VnfPackage> read =
        PackageArchive.read(in, limits, check::tell)
            .flatMap(entries -> check.contents(PackageContents.of(entries)));
    return new ValidationReport<>(check.findings.sorted(), read);
  }

  private void tell(PackageProblem problem) {
    Findings of = problem.entry() == null ? findings : in(problem.entry());
    of.add(
        problem.rule(),
        "",
        Math.max(1, problem.line()),
        Math.max(1, problem.column()),
        problem.problem(),
        problem.remedy());
  }

  private Findings in(String entry) {
    return findings.in(
        archive
            + "!/"
            + PackagePath.printable(entry.startsWith("./") ? entry.substring(2) : entry));
  }

  private Optional<VnfPackage> contents(PackageContents contents) {
    contents.metadata().ifPresent(entry -> in(entry.path()));
    contents.vnfds().forEach(entry -> in(entry.path()));
    PackageStructure.check(contents, this::tell);
    Optional<Located> metadata = contents.metadata().flatMap(this::metadata);
    Optional<PackageEntry> file =
        contents.vnfds().size() == 1 ? Optional.of(contents.vnfds().get(0)) : Optional.empty();
    Optional<VirtualNetworkFunctionDescriptor> vnfd =
        file.flatMap(entry -> vnfd(entry, contents, metadata));
    Optional<Located> located = file.flatMap(PackageCheck::quietly);
    located.ifPresent(root -> PackageStructure.checkScripts(contents, named(root), this::tell));
    metadata.ifPresent(
        root -> {
          PackageView view = new PackageView(root, located, contents);
          in(contents.metadata().orElseThrow().path()).check(PackageMetadataRules.ALL, view);
          file.ifPresent(entry -> in(entry.path()).check(PackageVnfdRules.ALL, view));
        });
    if (vnfd.isEmpty() || metadata.isEmpty()) {
      return Optional.empty();
    }
    return typed(contents.metadata().orElseThrow())
        .map(typed -> PackageParts.assemble(contents, typed, vnfd.get()));
  }

  /** The values of the metadata; those of a wrong type have their finding. */
  private Optional<Located> metadata(PackageEntry entry) {
    Findings its = in(entry.path());
    try {
      LocatedJson.Document document = PackageYaml.locate(entry.content());
      if (document.root().kind() != Located.Kind.OBJECT) {
        throw new UnreadableException("there are no keys with values", 1, 1);
      }
      Optional<Located> root = Documents.object(document, "Metadata.yaml", its);
      root.ifPresent(yaml -> PackageTypes.check(yaml, its));
      return root;
    } catch (UnreadableException e) {
      its.add(
          PackageStructure.NOT_YAML,
          "",
          e.line(),
          e.column(),
          "it cannot be read: " + e.getMessage(),
          "correct it here, or just before");
      return Optional.empty();
    }
  }

  /** The metadata as the reader takes it, which is less strict than an NFVO. */
  private static Optional<PackageMetadata> typed(PackageEntry metadata) {
    try {
      return Optional.of(PackageYaml.readLocated(metadata.content()));
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  private Optional<VirtualNetworkFunctionDescriptor> vnfd(
      PackageEntry entry, PackageContents contents, Optional<Located> metadata) {
    boolean linked = metadata.flatMap(root -> root.text("scripts-link")).isPresent();
    Set<String> scripts = new HashSet<>();
    contents.scripts().forEach(script -> scripts.add(script.scriptName()));
    // its VDUs name no image: the metadata does, or has its finding
    Surroundings inside =
        linked
            ? new Surroundings(surroundings.vims(), Optional.empty(), true)
            : surroundings.inPackage(scripts, true);
    return DescriptorValidator.vnfd(entry.content(), inside, in(entry.path()));
  }

  /** The VNFD once more: what is wrong with it has been told. */
  private static Optional<Located> quietly(PackageEntry vnfd) {
    try {
      Located root = LocatedJson.read(vnfd.content()).root();
      return root.kind() == Located.Kind.OBJECT ? Optional.of(root) : Optional.empty();
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  /** What its lifecycle events name, and those of its VDUs. */
  private static Set<String> named(Located vnfd) {
    Set<String> names = new HashSet<>();
    Stream.concat(Stream.of(vnfd), vnfd.list("vdu").stream())
        .flatMap(owner -> owner.list("lifecycle_event").stream())
        .flatMap(event -> event.list("lifecycle_events").stream())
        .forEach(script -> script.text().ifPresent(names::add));
    return names;
  }
}
