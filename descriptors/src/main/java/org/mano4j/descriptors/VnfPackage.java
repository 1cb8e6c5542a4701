package org.mano4j.descriptors;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mano4j.catalogue.Blob;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.packaging.VNFPackage;

/**
 * A VNF package: the tar that is given to an NFVO to bring it a VNFD with the scripts of its VNF.
 *
 * <pre>{@code
 * VnfPackage sipp = VnfPackage.read(Path.of("sipp.tar"));
 * try (OutputStream out = Files.newOutputStream(Path.of("other.tar"))) {
 *   sipp.withMetadata(sipp.metadata().withTag("lab")).write(out);
 * }
 * }</pre>
 *
 * <p>Whatever an archive holds is kept, but folders without files, and the companions ({@code ._*})
 * that macOS adds.
 *
 * @param metadata what the package says about itself: {@code Metadata.yaml}
 * @param vnfd the descriptor: the one {@code *.json} that is no script
 * @param scripts what is below {@code scripts/}, in the order of their names, which are the paths
 *     from there
 * @param files all else by path, in that order; an NFVO passes it over
 * @param originals the bytes of {@code Metadata.yaml} and the VNFD as they were read, by path. They
 *     are written again as long as {@link #metadata} and {@link #vnfd} are what they say, so that
 *     comments and order stay; empty if there are none
 */
@RecordBuilder
public record VnfPackage(
    PackageMetadata metadata,
    VirtualNetworkFunctionDescriptor vnfd,
    List<Script> scripts,
    Map<String, Blob> files,
    Map<String, Blob> originals)
    implements VnfPackageBuilder.With {

  /**
   * Copies the collections.
   *
   * @throws PackageException if two files have the same path, if a path leads out of the package,
   *     or if a script has no name or no content
   */
  public VnfPackage {
    scripts =
        Copies.list(scripts).stream()
            .sorted(
                Comparator.comparing(
                    Script::name, Comparator.nullsFirst(Comparator.naturalOrder())))
            .toList();
    files = Copies.map(new TreeMap<>(Copies.map(files)));
    originals = Copies.map(originals);
    PackageParts.check(scripts, files.keySet(), originals.keySet());
  }

  /** A package of a VNFD with its scripts. */
  public static VnfPackage of(
      PackageMetadata metadata, VirtualNetworkFunctionDescriptor vnfd, List<Script> scripts) {
    return new VnfPackage(metadata, vnfd, scripts, Map.of(), Map.of());
  }

  /**
   * Packs a folder, within the {@linkplain PackageLimits#defaults() default limits}. What begins
   * with a dot is left out at the top (such as {@code .git}), and so are companions of macOS.
   *
   * @throws PackageException if it is no VNF package, or holds links
   * @throws IOException if the folder cannot be read
   */
  public static VnfPackage of(Path folder) throws IOException {
    return of(folder, PackageLimits.defaults());
  }

  /** Packs a folder; see {@link #of(Path)}. */
  public static VnfPackage of(Path folder, PackageLimits limits) throws IOException {
    return PackageParts.assemble(folder.toString(), PackageFolder.read(folder, limits));
  }

  /** Reads an archive within the default limits; see {@link #read(String, InputStream)}. */
  public static VnfPackage read(Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      return read(archive.toString(), in);
    }
  }

  /**
   * Reads an archive within the {@linkplain PackageLimits#defaults() default limits}.
   *
   * @param archive what exceptions call the archive
   * @param in a tar, perhaps compressed with gzip; stays open
   * @throws PackageException if it is no VNF package; says which entry is wrong
   * @throws IOException if the stream fails
   */
  public static VnfPackage read(String archive, InputStream in) throws IOException {
    return read(archive, in, PackageLimits.defaults());
  }

  /** Reads an archive within limits; see {@link #read(String, InputStream)}. */
  public static VnfPackage read(String archive, InputStream in, PackageLimits limits)
      throws IOException {
    return PackageParts.assemble(
        archive,
        PackageArchive.read(in, limits, PackageProblem.Listener.refuse(archive)).orElseThrow());
  }

  /**
   * Writes the package as a tar. A package gives the same bytes wherever and whenever it is
   * written: order, times, owners and rights are fixed; scripts are executable.
   *
   * @param out stays open
   */
  public void write(OutputStream out) throws IOException {
    PackageWriter.write(PackageParts.entries(this), out);
  }

  /**
   * Unpacks the package.
   *
   * @param folder is made; if it is there, it has to be empty
   * @throws IOException if the folder has something in it or cannot be written; what was written
   *     before that stays
   */
  public void unpack(Path folder) throws IOException {
    PackageFolder.write(PackageParts.entries(this), folder);
  }

  /**
   * The package as an NFVO hands it to VNF managers in an INSTANTIATE, without the ids that it
   * gives. Scripts are left out if there is a link to scripts.
   */
  public VNFPackage toVNFPackage() {
    return PackageOnboarding.toVNFPackage(this);
  }
}
