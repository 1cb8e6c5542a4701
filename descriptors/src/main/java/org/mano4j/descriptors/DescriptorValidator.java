package org.mano4j.descriptors;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.vim.VimInstance;

/**
 * Checks descriptors. All findings are reported at once; nothing that a document contains makes it
 * throw. Immutable and thread-safe.
 *
 * <pre>{@code
 * DescriptorValidator.validateNsd("nsd.json", bytes).findings().forEach(System.out::println);
 * DescriptorValidator.forVims(vims).nsd("nsd.json", bytes);   // also against what the VIMs offer
 * }</pre>
 */
public final class DescriptorValidator {

  private static final DescriptorValidator STANDARD = new DescriptorValidator(Surroundings.UNKNOWN);

  private final Surroundings surroundings;

  private DescriptorValidator(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * One that knows a site: also what its VIM instances do not offer is a finding.
   *
   * @param vims all VIM instances that an orchestrator may choose from
   */
  public static DescriptorValidator forVims(List<VimInstance> vims) {
    return new DescriptorValidator(Surroundings.of(vims));
  }

  /** One that knows no site. */
  public static DescriptorValidator forAnySite() {
    return STANDARD;
  }

  /** Checks a network service descriptor where no site is known; see {@link #nsd}. */
  public static ValidationReport<NetworkServiceDescriptor> validateNsd(
      String fileName, byte[] json) {
    return STANDARD.nsd(fileName, json);
  }

  /** Checks a VNF descriptor where no site is known; see {@link #vnfd}. */
  public static ValidationReport<VirtualNetworkFunctionDescriptor> validateVnfd(
      String fileName, byte[] json) {
    return STANDARD.vnfd(fileName, json);
  }

  /** Checks a VNF package where no site is known; see {@link #vnfPackage}. */
  public static ValidationReport<VnfPackage> validatePackage(String fileName, InputStream archive)
      throws IOException {
    return STANDARD.vnfPackage(fileName, archive);
  }

  /** All rules, in no particular order; some speak of VNF packages only. */
  public static List<RuleInfo> rules() {
    return RuleBook.rules()
        .map(rule -> new RuleInfo(rule.id(), rule.severity(), rule.description()))
        .distinct()
        .toList();
  }

  /**
   * Checks a network service descriptor.
   *
   * @param fileName what the findings call the document
   * @param json the document: strict JSON in UTF-8, at most 4 MiB
   */
  public ValidationReport<NetworkServiceDescriptor> nsd(String fileName, byte[] json) {
    Findings findings = new Findings(fileName);
    Optional<NetworkServiceDescriptor> descriptor =
        Documents.read(json, "a network service descriptor", findings)
            .flatMap(root -> nsd(root, json, findings));
    return new ValidationReport<>(findings.sorted(), descriptor);
  }

  /**
   * Checks a VNF descriptor that stands alone. Links that it does not declare itself are taken for
   * those of the services that use it.
   *
   * @param fileName what the findings call the document
   * @param json the document: strict JSON in UTF-8, at most 4 MiB
   */
  public ValidationReport<VirtualNetworkFunctionDescriptor> vnfd(String fileName, byte[] json) {
    Findings findings = new Findings(fileName);
    Optional<VirtualNetworkFunctionDescriptor> descriptor = vnfd(json, surroundings, findings);
    return new ValidationReport<>(findings.sorted(), descriptor);
  }

  /**
   * Checks a VNF package: the archive, {@code Metadata.yaml}, the VNFD, and that they belong
   * together. Findings call a file of it {@code sipp.tar!/vnfd.json}.
   *
   * @param fileName what the findings call the archive
   * @param archive a tar, perhaps compressed with gzip, within the {@linkplain
   *     PackageLimits#defaults() default limits}; stays open
   * @throws IOException if the stream fails
   */
  public ValidationReport<VnfPackage> vnfPackage(String fileName, InputStream archive)
      throws IOException {
    return PackageCheck.run(fileName, archive, PackageLimits.defaults(), surroundings);
  }

  /**
   * Checks a VNFD in other surroundings, such as a VNF package: {@code vnfd(bytes,
   * surroundings.inPackage(scripts, bringsImage), findings.in("a.tar!/vnfd.json"))}.
   */
  static Optional<VirtualNetworkFunctionDescriptor> vnfd(
      byte[] json, Surroundings surroundings, Findings findings) {
    return Documents.read(json, "a VNF descriptor", findings)
        .flatMap(
            root -> {
              Optional<VirtualNetworkFunctionDescriptor> descriptor =
                  Documents.typed(json, root, VirtualNetworkFunctionDescriptor.class, findings);
              Inspection.of(VnfdView.alone(root, surroundings), findings);
              return descriptor;
            });
  }

  private Optional<NetworkServiceDescriptor> nsd(Located root, byte[] json, Findings findings) {
    Optional<NetworkServiceDescriptor> descriptor =
        Documents.typed(json, root, NetworkServiceDescriptor.class, findings);
    Inspection.of(new NsdView(root, surroundings), findings);
    return descriptor;
  }
}
