package org.mano4j.descriptors;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;

/**
 * {@code Metadata.yaml}: what a VNF package says about itself.
 *
 * @param name name of the package, which is that of its VNFD
 * @param description for people
 * @param provider who made it, which is the vendor of its VNFD; also read as {@code vendor}
 * @param version version text of the provider; absent means 1.0
 * @param nfvoVersion version of the NFVO it is for, as a text such as {@code 6.0.0}; the first
 *     number counts
 * @param vimTypes types of VIMs that it is meant for, such as {@code docker}
 * @param scriptsLink git repository with the scripts; where it is there, an NFVO drops those of the
 *     package
 * @param tag label, free text
 * @param requirements what it needs, by name
 * @param osId operating system of the image
 * @param osVersion its version
 * @param osArchitecture processor architecture of the image
 * @param image which image its VDUs run
 * @param imageConfig how that image is made in a VIM
 * @param additionalRepos repositories it is installed from
 * @param vnfmType type of the VNF manager it needs; an NFVO goes by the VNFD's endpoint
 * @param type format of the package, {@code tar}; an NFVO sees that for itself
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PackageMetadata(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("description") @Nullable String description,
    @JsonProperty("provider") @JsonAlias("vendor") @Nullable String provider,
    @JsonProperty("version") @Nullable String version,
    @JsonProperty("nfvo_version") @JsonAlias("nfvo-version") @Nullable String nfvoVersion,
    @JsonProperty("vim_types") @JsonAlias("vim-types") List<String> vimTypes,
    @JsonProperty("scripts-link") @Nullable String scriptsLink,
    @JsonProperty("tag") @Nullable String tag,
    @JsonProperty("requirements") Map<String, String> requirements,
    @JsonProperty("os-id") @Nullable String osId,
    @JsonProperty("os-version") @Nullable String osVersion,
    @JsonProperty("os-architecture") @Nullable String osArchitecture,
    @JsonProperty("image") @Nullable PackageImage image,
    @JsonProperty("image-config") @Nullable PackageImageConfig imageConfig,
    @JsonProperty("additional-repos") List<PackageRepository> additionalRepos,
    @JsonProperty("vnfm-type") @Nullable String vnfmType,
    @JsonProperty("type") @Nullable String type,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, PackageMetadataBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public PackageMetadata {
    vimTypes = Copies.list(vimTypes);
    requirements = Copies.map(requirements);
    additionalRepos = Copies.list(additionalRepos);
    extensions = Copies.map(extensions);
  }
}
