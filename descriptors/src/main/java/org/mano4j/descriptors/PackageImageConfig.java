package org.mano4j.descriptors;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;

/**
 * How an image is made in a VIM. An NFVO that may have to upload it wants all of these.
 *
 * @param name name of the image
 * @param diskFormat such as {@code QCOW2}; upper and lower case do not matter
 * @param containerFormat such as {@code BARE}; upper and lower case do not matter
 * @param minCPU least number of CPUs
 * @param minDisk least disk in GiB
 * @param minRam least memory in MiB
 * @param isPublic whether all tenants may use it
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PackageImageConfig(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("diskFormat") @Nullable String diskFormat,
    @JsonProperty("containerFormat") @Nullable String containerFormat,
    @JsonProperty("minCPU") @Nullable Integer minCPU,
    @JsonProperty("minDisk") @Nullable Long minDisk,
    @JsonProperty("minRam") @Nullable Long minRam,
    @JsonProperty("isPublic") @Nullable Boolean isPublic,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, PackageImageConfigBuilder.With {

  /** Copies the unknown keys. */
  public PackageImageConfig {
    extensions = Copies.map(extensions);
  }
}
