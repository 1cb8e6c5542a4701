package org.mano4j.catalogue.packaging;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;
import org.mano4j.catalogue.vim.BaseNfvImage;

/**
 * A VNF package as a manager receives it.
 *
 * @param name name of the package
 * @param nfvoVersion version of the NFVO it was written for
 * @param vnfPackageVersion version text of the package; since 6.0
 * @param vimTypes types of VIMs that it is meant for
 * @param imageLink where its image can be fetched
 * @param scriptsLink git repository with the scripts, instead of {@code scripts}
 * @param image its image; an NFVO keeps no more of it than {@code extId} and {@code created}
 * @param vnfPackageMetadata what the package says about itself; since 6.0
 * @param scripts its scripts, instead of {@code scriptsLink}
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VNFPackage(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("nfvo_version") @Nullable String nfvoVersion,
    @JsonProperty("vnfPackageVersion") @Nullable String vnfPackageVersion,
    @JsonProperty("vimTypes") List<String> vimTypes,
    @JsonProperty("imageLink") @Nullable String imageLink,
    @JsonProperty("scriptsLink") @Nullable String scriptsLink,
    @JsonProperty("image") @Nullable BaseNfvImage image,
    @JsonProperty("vnfPackageMetadata") @Nullable VNFPackageMetadata vnfPackageMetadata,
    @JsonProperty("scripts") List<Script> scripts,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, VNFPackageBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VNFPackage {
    vimTypes = Copies.list(vimTypes);
    scripts = Copies.list(scripts);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
