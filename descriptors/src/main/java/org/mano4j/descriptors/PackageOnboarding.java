package org.mano4j.descriptors;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.packaging.AdditionalRepoInfo;
import org.mano4j.catalogue.packaging.AdditionalRepoInfoBuilder;
import org.mano4j.catalogue.packaging.PackageType;
import org.mano4j.catalogue.packaging.VNFPackage;
import org.mano4j.catalogue.packaging.VNFPackageBuilder;
import org.mano4j.catalogue.packaging.VNFPackageMetadata;
import org.mano4j.catalogue.packaging.VNFPackageMetadataBuilder;
import org.mano4j.catalogue.vim.BaseNfvImage;
import org.mano4j.catalogue.vim.NFVImageBuilder;

/** What an NFVO makes of a package. */
final class PackageOnboarding {

  /** What an NFVO takes where no version is said. */
  private static final String FIRST_VERSION = "1.0";

  private PackageOnboarding() {}

  static VNFPackage toVNFPackage(VnfPackage of) {
    PackageMetadata metadata = of.metadata();
    PackageImage image = metadata.image();
    boolean linked = metadata.scriptsLink() != null;
    return VNFPackageBuilder.builder()
        .name(metadata.name())
        .nfvoVersion(metadata.nfvoVersion())
        .vimTypes(metadata.vimTypes())
        .imageLink(image != null && image.mayBeUploaded() ? image.link() : null)
        .scriptsLink(metadata.scriptsLink())
        .image(image(metadata))
        .vnfPackageMetadata(metadata(of))
        .scripts(linked ? List.of() : of.scripts())
        .build();
  }

  private static VNFPackageMetadata metadata(VnfPackage of) {
    PackageMetadata metadata = of.metadata();
    return VNFPackageMetadataBuilder.builder()
        .name(metadata.name())
        .description(metadata.description())
        .vendor(metadata.provider())
        .version(metadata.version() == null ? FIRST_VERSION : metadata.version())
        .vnfmType(of.vnfd().endpoint())
        .defaultFlag(false)
        .tag(metadata.tag())
        .requirements(metadata.requirements())
        .vimTypes(metadata.vimTypes())
        .additionalRepoInfoList(
            metadata.additionalRepos().stream().map(PackageOnboarding::repository).toList())
        .type("tar")
        .nfvoVersion(metadata.nfvoVersion())
        .downloadCounter(0)
        .osId(metadata.osId())
        .osVersion(metadata.osVersion())
        .osArchitecture(metadata.osArchitecture())
        .build();
  }

  private static AdditionalRepoInfo repository(PackageRepository repository) {
    return AdditionalRepoInfoBuilder.builder()
        .packageType("rpm".equalsIgnoreCase(repository.type()) ? PackageType.RPM : PackageType.DEB)
        .keyUrl(repository.keyUrl())
        .configuration(repository.configuration())
        .build();
  }

  /**
   * On the wire it is an image of OpenStack whose class is not told, so its properties are unknown
   * ones.
   */
  private static BaseNfvImage image(PackageMetadata metadata) {
    PackageImage choice = metadata.image();
    PackageImageConfig config =
        choice != null && choice.mayBeUploaded() ? metadata.imageConfig() : null;
    NFVImageBuilder image = NFVImageBuilder.builder().minRam(0L).minDiskSpace(0L).isPublic(false);
    if (config != null) {
      image
          .name(config.name())
          .diskFormat(upper(config.diskFormat()))
          .containerFormat(upper(config.containerFormat()))
          .minCPU(config.minCPU() == null ? null : String.valueOf(config.minCPU()))
          .minDiskSpace(config.minDisk() == null ? Long.valueOf(0) : config.minDisk())
          .minRam(config.minRam() == null ? Long.valueOf(0) : config.minRam())
          .isPublic(Boolean.TRUE.equals(config.isPublic()));
    }
    return CatalogueJson.read(CatalogueJson.write(image.build()), BaseNfvImage.class);
  }

  private static @Nullable String upper(@Nullable String text) {
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }
}
