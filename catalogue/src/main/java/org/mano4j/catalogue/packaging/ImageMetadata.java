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

/**
 * What a package says about its image.
 *
 * @param name name
 * @param vendor who made it
 * @param version version text of the vendor
 * @param upload when to upload the image: {@code true}, {@code false} or {@code check}
 * @param filePath the image inside the package
 * @param username user of the image to log in as
 * @param ids identifiers of images that will do
 * @param names names of images that will do
 * @param link where the image can be fetched
 * @param imageRepoId id of the image in the NFVO's image repository
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record ImageMetadata(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("vendor") @Nullable String vendor,
    @JsonProperty("version") @Nullable String version,
    @JsonProperty("upload") @Nullable String upload,
    @JsonProperty("filePath") @Nullable String filePath,
    @JsonProperty("username") @Nullable String username,
    @JsonProperty("ids") List<String> ids,
    @JsonProperty("names") List<String> names,
    @JsonProperty("link") @Nullable String link,
    @JsonProperty("imageRepoId") @Nullable String imageRepoId,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, ImageMetadataBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public ImageMetadata {
    ids = Copies.list(ids);
    names = Copies.list(names);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
