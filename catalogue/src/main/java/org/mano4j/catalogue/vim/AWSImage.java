package org.mano4j.catalogue.vim;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireDate;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;

/**
 * An image of an Amazon VIM.
 *
 * @param name name of the image
 * @param description for people
 * @param hypervisor what runs it
 * @param imageOwner account that owns it
 * @param isPublic whether all accounts may use it; absent means no
 * @param extId identifier in the VIM
 * @param created when it was made
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
@JsonDeserialize
public record AWSImage(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("description") @Nullable String description,
    @JsonProperty("hypervisor") @Nullable String hypervisor,
    @JsonProperty("imageOwner") @Nullable String imageOwner,
    @JsonProperty("isPublic") @Nullable Boolean isPublic,
    @JsonProperty("extId") @Nullable String extId,
    @JsonProperty("created") @Nullable WireDate created,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements VimImage, AWSImageBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public AWSImage {
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
