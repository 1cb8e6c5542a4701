package org.mano4j.catalogue.packaging;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Blob;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;
import org.mano4j.catalogue.vim.BaseNfvImage;

/**
 * What a package says about itself.
 *
 * @param name name of the package
 * @param description for people
 * @param vendor who made it
 * @param version version text of the vendor
 * @param vnfmType type of the VNF manager it needs
 * @param vnfPackageFatherId id of the {@link VNFPackage}
 * @param defaultFlag whether it is the default of its kind; absent means no
 * @param tag label, free text
 * @param requirements what it needs, by name
 * @param vnfd the descriptor in the package
 * @param nfvImage the image in the package
 * @param imageMetadata what the package says about its image
 * @param vimTypes types of VIMs that it is meant for
 * @param additionalRepoInfoList package repositories it needs
 * @param vnfPackageFileName name of the package file
 * @param vnfPackageFile the package file
 * @param csarFile the package as a TOSCA archive
 * @param type format of the package file: {@code tar} or {@code csar}
 * @param md5sum of the package file, in hexadecimal digits
 * @param iconRepoId id of its icon in a marketplace
 * @param nfvoVersion version of the NFVO it needs
 * @param downloadCounter how often it was fetched from a marketplace; absent means 0
 * @param osId operating system of the image
 * @param osVersion its version
 * @param osArchitecture processor architecture of the image
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VNFPackageMetadata(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("description") @Nullable String description,
    @JsonProperty("vendor") @Nullable String vendor,
    @JsonProperty("version") @Nullable String version,
    @JsonProperty("vnfmType") @Nullable String vnfmType,
    @JsonProperty("vnfPackageFatherId") @Nullable String vnfPackageFatherId,
    @JsonProperty("defaultFlag") @Nullable Boolean defaultFlag,
    @JsonProperty("tag") @Nullable String tag,
    @JsonProperty("requirements") Map<String, String> requirements,
    @JsonProperty("vnfd") @Nullable VirtualNetworkFunctionDescriptor vnfd,
    @JsonProperty("nfvImage") @Nullable BaseNfvImage nfvImage,
    @JsonProperty("imageMetadata") @Nullable ImageMetadata imageMetadata,
    @JsonProperty("vimTypes") List<String> vimTypes,
    @JsonProperty("additionalRepoInfoList") List<AdditionalRepoInfo> additionalRepoInfoList,
    @JsonProperty("vnfPackageFileName") @Nullable String vnfPackageFileName,
    @JsonProperty("vnfPackageFile") @Nullable Blob vnfPackageFile,
    @JsonProperty("csarFile") @Nullable Blob csarFile,
    @JsonProperty("type") @Nullable String type,
    @JsonProperty("md5sum") @Nullable String md5sum,
    @JsonProperty("iconRepoId") @Nullable String iconRepoId,
    @JsonProperty("nfvoVersion") @Nullable String nfvoVersion,
    @JsonProperty("downloadCounter") @Nullable Integer downloadCounter,
    @JsonProperty("osId") @Nullable String osId,
    @JsonProperty("osVersion") @Nullable String osVersion,
    @JsonProperty("osArchitecture") @Nullable String osArchitecture,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, VNFPackageMetadataBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VNFPackageMetadata {
    vimTypes = Copies.list(vimTypes);
    additionalRepoInfoList = Copies.list(additionalRepoInfoList);
    requirements = Copies.map(requirements);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
