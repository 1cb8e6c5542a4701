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
 * An image of an OpenStack VIM, and of a Server.
 *
 * @param name name that VDUs refer to
 * @param minRam least memory in MiB; absent means 0
 * @param minDiskSpace least disk in GiB; absent means 0
 * @param minCPU least number of CPUs, as text
 * @param isPublic whether all tenants may use it; absent means no
 * @param diskFormat such as {@code QCOW2}; its key marks this class in the plugin protocol
 * @param containerFormat such as {@code BARE}
 * @param updated when it was last changed
 * @param status whether it can be used
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
public record NFVImage(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("minRam") @Nullable Long minRam,
    @JsonProperty("minDiskSpace") @Nullable Long minDiskSpace,
    @JsonProperty("minCPU") @Nullable String minCPU,
    @JsonProperty("isPublic") @Nullable Boolean isPublic,
    @JsonProperty("diskFormat") @Nullable String diskFormat,
    @JsonProperty("containerFormat") @Nullable String containerFormat,
    @JsonProperty("updated") @Nullable WireDate updated,
    @JsonProperty("status") @Nullable ImageStatus status,
    @JsonProperty("extId") @Nullable String extId,
    @JsonProperty("created") @Nullable WireDate created,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements VimImage, NFVImageBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public NFVImage {
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
